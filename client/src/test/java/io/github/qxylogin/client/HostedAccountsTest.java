package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.AccountCreation.AlreadyExists;
import io.github.qxylogin.client.AccountCreation.Created;
import io.github.qxylogin.client.model.BindProductData;
import io.github.qxylogin.client.model.CreateAccountData;
import io.github.qxylogin.client.model.HostedAccount;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.util.List;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostedAccountsTest {
  private static final ObjectMapper JSON = Json.mapper();
  private static final String EXISTS = documented("createAccount", "already-exists").toString();
  private static final HostedAccountId ACCOUNT = new HostedAccountId(504325035988992L);

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  HostedAccountsTest() throws IOException {}

  private static <T> T data(String operation, String name, Class<T> type) {
    return JSON.convertValue(documented(operation, name).path("data"), type);
  }

  @ParameterizedTest
  @EnumSource
  void createAccount_created_givesTheAccount(Form form) {
    CreateAccountData data = data("createAccount", "created", CreateAccountData.class);

    Object created = TypedCalls.call(form, login, "createAccount");

    assertThat(created).isEqualTo(new Created(ACCOUNT, data));
    assertThat(data.getNsrsbh()).isEqualTo("91110000TESTTEST01");
  }

  @ParameterizedTest
  @EnumSource
  void createAccount_alreadyExists_givesTheOther(Form form) {
    platform.answerCase("createAccount", "already-exists");

    assertThat(TypedCalls.call(form, login, "createAccount"))
        .isEqualTo(new AlreadyExists(new HostedAccountId(4767615399936384L)));
  }

  @ParameterizedTest
  @EnumSource
  void createAccount_agencyWithoutItsTaxNumber_isRefused(Form form) {
    Operation operation = FakePlatform.CONTRACT.operation("createAccount");
    ObjectNode request = operation.firstSuccess().request().deepCopy();
    request.put("dlfs", 15);

    assertThatThrownBy(() -> TypedCalls.call(form, login, operation, request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("createAccount needs proxyNsrsbh: set it in the request. Nothing was sent.");
    assertThat(platform.requests("createAccount")).isEmpty();
  }

  /** The text is the platform's to change. */
  @Test
  void createAccount_alreadyExistsInOtherWords_givesTheOther() {
    platform.answer("createAccount", EXISTS.replace("账户已经存在", "重复"));

    assertThat(TypedCalls.call(Form.BLOCKING, login, "createAccount"))
        .isInstanceOf(AlreadyExists.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"accountId\":null}", "{\"accountId\":\"\"}", "{}", "null", "\"\"", "[]"})
  void createAccount_parameterErrorWithoutAnAccount_isAnException(String data) {
    platform.answer("createAccount", EXISTS.replaceFirst("\\{\"accountId\":\\d+}", data));

    assertThatThrownBy(() -> TypedCalls.call(Form.BLOCKING, login, "createAccount"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("账户已经存在");
  }

  @Test
  void createAccount_anotherErrorWithAnAccount_isAnException() {
    platform.answer("createAccount", EXISTS.replace("PARAMETER_ERROR", "BUSINESS_ERROR"));

    assertThatThrownBy(() -> TypedCalls.call(Form.BLOCKING, login, "createAccount"))
        .isInstanceOf(DeclinedException.class);
  }

  @ParameterizedTest
  @EnumSource
  void createAccount_alreadyExistsWithAnErrorStatus_isAnException(Form form) {
    platform.answer("createAccount", new MockResponse.Builder().code(400).body(EXISTS).build());

    assertThatThrownBy(() -> TypedCalls.call(form, login, "createAccount"))
        .isInstanceOf(ParameterException.class);
  }

  @ParameterizedTest
  @EnumSource
  void createBaseAccount_created_givesTheId(Form form) {
    assertThat(TypedCalls.call(form, login, "createBaseAccount"))
        .isEqualTo(new HostedAccountId(504325035988993L));
  }

  @ParameterizedTest
  @EnumSource
  void findAccounts_found_givesTheAccounts(Form form) {
    HostedAccount[] accounts = data("findAccounts", "found", HostedAccount[].class);

    assertThat(TypedCalls.call(form, login, "findAccounts")).isEqualTo(List.of(accounts));
    assertThat(accounts[1].getAccountId()).isEqualTo(ACCOUNT);
  }

  @Test
  void findAccounts_none_isAnEmptyList() {
    ObjectNode body = documented("findAccounts", "found").deepCopy();
    body.putArray("data");
    platform.answer("findAccounts", body.toString());

    assertThat(TypedCalls.call(Form.BLOCKING, login, "findAccounts")).isEqualTo(List.of());
  }

  @Test
  void findAccounts_nullAmongThem_isNamed() {
    ObjectNode body = documented("findAccounts", "found").deepCopy();
    body.withArray("/data").addNull();
    platform.answer("findAccounts", body.toString());

    InvalidAnswerException failed =
        catchThrowableOfType(
            InvalidAnswerException.class,
            () -> TypedCalls.call(Form.BLOCKING, login, "findAccounts"));

    assertThat(failed.field()).hasValue("data.2");
  }

  @ParameterizedTest
  @EnumSource
  void bindProduct_bound_givesTheBinding(Form form) {
    BindProductData binding = data("bindProduct", "bound", BindProductData.class);

    assertThat(TypedCalls.call(form, login, "bindProduct")).isEqualTo(binding);
    assertThat(binding.getId()).isEqualTo(504330184835072L);
  }

  @ParameterizedTest
  @CsvSource({
    "updateAccount, updated, true",
    "updateAccount, updated, null",
    "deleteAccount, deleted, true",
    "deleteAccount, deleted, null",
    "recoverLogin, recovered, true",
    "recoverLogin, recovered, null"
  })
  void write_trueOrNull_isDone(String operation, String name, String data) throws Exception {
    ObjectNode body = documented(operation, name).deepCopy();
    body.set("data", JSON.readTree(data));
    platform.answer(operation, body.toString());

    assertThatCode(() -> TypedCalls.call(Form.BLOCKING, login, operation))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "BLOCKING, updateAccount, updated",
    "FUTURE, updateAccount, updated",
    "BLOCKING, deleteAccount, deleted",
    "FUTURE, deleteAccount, deleted",
    "BLOCKING, recoverLogin, recovered",
    "FUTURE, recoverLogin, recovered"
  })
  void write_false_namesTheData(Form form, String operation, String name) {
    ObjectNode body = documented(operation, name).deepCopy();
    body.put("data", false);
    platform.answer(operation, body.toString());

    InvalidAnswerException failed =
        catchThrowableOfType(
            InvalidAnswerException.class, () -> TypedCalls.call(form, login, operation));

    assertThat(failed.field()).hasValue("data");
  }

  @Test
  void checkAccount_locked_isALoginError() {
    platform.answer("checkAccount", FakePlatform.refusal("4251", ""));

    assertThatThrownBy(() -> TypedCalls.call(Form.BLOCKING, login, "checkAccount"))
        .isInstanceOf(LoginInformationException.class);
  }

  /** No login was tried, so none has failed. */
  @ParameterizedTest
  @ValueSource(strings = {"checkAccount", "recoverLogin"})
  void call_noSuchEnterprise_isAParameterError(String operation) {
    platform.answerCase(operation, "no-such-enterprise");

    assertThatThrownBy(() -> TypedCalls.call(Form.BLOCKING, login, operation))
        .isInstanceOf(ParameterException.class)
        .hasMessageEndingWith("The platform does not know the enterprise. Correct the request.");
  }

  @Test
  void match_creation_appliesItsFunction() {
    AccountCreation created = new Created(ACCOUNT, new CreateAccountData());
    AccountCreation exists = new AlreadyExists(ACCOUNT);

    assertThat(created.<String>match(c -> "new", e -> "old")).isEqualTo("new");
    assertThat(exists.<String>match(c -> "new", e -> "old")).isEqualTo("old");
    assertThat(created.accountId()).isEqualTo(exists.accountId());
  }
}
