package io.github.qxylogin.contract;

import static io.github.qxylogin.contract.Specimen.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of {@code x-flow}, and what is said of one that is wrong. */
class FlowReadingTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void lock_ofALogin_isWhatTheContractSays() {
    assertThat(CONTRACT.operation("uploadSmsCode").flow().lock())
        .isEqualTo(new Flow.Lock("nsrsbh", 4, null));
  }

  @Test
  void lock_ofADay_isOfThePersonUntilMidnight() {
    assertThat(CONTRACT.operation("uploadHostedSmsCode").flow().lock())
        .isEqualTo(new Flow.Lock("gryhm", 4, ZoneOffset.ofHours(8)));
  }

  @Test
  void form_ofARegion_isItsOtherWidth() {
    AccountFlow find = account("findAccounts");

    assertThat(find.forms().get("dq")).hasSize(36).containsEntry("11", "1100");
  }

  @Test
  void time_ofAnAccount_isThePlatformsClock() {
    AccountFlow.Time time = account("createAccount").time();

    Instant instant = Instant.parse("2023-12-19T06:24:24Z");
    assertThat(time.text(instant)).isEqualTo("2023-12-19 14:24:24");
    assertThat(time.instant("2023-12-19 14:24:24")).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "uploadSmsCode, failures, x, 'failures: a whole number is expected'",
    "uploadSmsCode, failure, x, 'failure: is none of'",
    "sendHostedSmsCode, midnight, east, midnight: 'east' is no offset such as",
    "sendHostedSmsCode, taxNumber, x, 'taxNumber: is none of'",
  })
  void lock_thatSaysSomethingElse_isToldWithItsPlace(
      String operation, String key, String text, String message) {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document -> ours(document, operation).withObject("/lock").put(key, text)))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/flow/lock/" + message);
  }

  @ParameterizedTest
  @CsvSource({
    "sendSmsCode, '', resendafter, PT2M, x-flow/resendafter: is none of [evidence,",
    "sendSmsCode, /resendAfter, is, -PT2M, x-flow/resendAfter/is: '-PT2M' is no time that passes",
    "sendSmsCode, /taskLifetime, is, PT0S, x-flow/taskLifetime/is: 'PT0S' is no time that passes",
    "sendSmsCode, '', task, data/taskId, x-flow/task: 'data/taskId' is no pointer",
    "sendSmsCode, /derived/0, at, data/accountId, x-flow/derived/0/at: 'data/accountId' is no",
    "sendSmsCode, /derived/0, sha1, x, x-flow/derived/0/sha1: is none of",
    "sendSmsCode, /withoutSms, value, x, x-flow/withoutSms/value: is none of",
    "sendResetSmsCode, /lifts, persons, x, x-mock/flow/lifts/persons: is none of",
    "fetchToken, /token, at, access_token, x-flow/token/at: 'access_token' is no pointer",
    "fetchToken, /token, lifeTime, x, x-flow/token/lifeTime: is none of",
    "orderProduct, /enterprise, ordered, 0, x-flow/enterprise/ordered: '0' is no pointer",
    "orderProduct, /enterprise, listed, x, x-flow/enterprise/listed: is none of",
    "createAccount, /account, at, data, x-flow/account/at: 'data' is no pointer",
    "createAccount, /account, do, x, x-flow/account/do: is none of"
  })
  void flow_thatSaysSomethingElse_isToldWithItsPlace(
      String operation, String part, String key, String text, String message) {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        ((ObjectNode)
                                Stream.of(flow(document, operation), ours(document, operation))
                                    .map(flow -> flow.at(part))
                                    .filter(JsonNode::isObject)
                                    .findFirst()
                                    .orElseThrow())
                            .put(key, text)))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(message);
  }

  @Test
  void limit_thatPagesTellWithItsEvidence_isNotAssumedBeside() {
    assertThatThrownBy(
            () ->
                Specimen.with(document -> ours(document, "sendSmsCode").put("resendAfter", "PT1M")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/flow/resendAfter: stands at")
        .hasMessageContaining("x-flow/resendAfter already");
  }

  @Test
  void maskedMobile_ofANumber_hasItsForm() {
    Flow.MaskedMobile usual = masked("###****####");

    assertThat(usual.of("18512342434")).isEqualTo("185****2434");
    assertThat(usual.of("8618512342434")).isEqualTo("861****2434");
    assertThat(masked("#******####").of("13912341107")).isEqualTo("1******1107");
    assertThat(masked("***").of("123")).isEqualTo("***");
  }

  /** Whoever sends three digits must not get them back. */
  @Test
  void maskedMobile_ofANumberThatIsTooShort_showsNothing() {
    assertThat(masked("###****####").of("185")).isEqualTo("***");
    assertThat(masked("###****####").of("")).isEmpty();
  }

  private static Flow.MaskedMobile masked(String form) {
    return new Flow.MaskedMobile(JsonPointer.compile("/data/mobile"), form);
  }

  @Test
  void maskedMobile_formThatIsNone_isToldWithItsPlace() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        ours(document, "sendEtaxSmsCode")
                            .withObject("/maskedMobile")
                            .put("form", "185****2434")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/flow/maskedMobile/form: '185****2434' is no form such as");
  }

  @Test
  void role_thatIsNotTold_isNoPart() {
    Operation upload =
        Specimen.with(document -> flow(document, "uploadCookie").remove("role"))
            .contract()
            .operation("uploadCookie");

    assertThat(upload.flow().role()).isEqualTo(Flow.Role.NONE);
    assertThat(upload.flow().identity()).isNotEmpty();
  }

  @Test
  void role_none_isNoWordForIt() {
    assertThatThrownBy(
            () -> Specimen.with(document -> flow(document, "uploadCookie").put("role", "none")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-flow/role: 'none' is none of [issues-token,");
  }

  @Test
  void time_ofSomethingElse_isToldWithItsPlace() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        ours(document, "createAccount")
                            .withObject("/account/time")
                            .put("zone", "x")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/flow/account/time/zone: is none of");
  }

  @Test
  void limit_thatPagesTellAndWeAssume_isToldWithBothPlaces() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document -> ours(document, "sendSmsCode").put("role", "redeems-task")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/flow/role: stands at")
        .hasMessageContaining("x-flow/role already");
  }

  @Test
  void carried_thatIsNoPlace_isToldWithItsOwn() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        ours(document, "uploadSmsCode").putArray("carried").add("accountId")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(
            "x-mock/flow/carried/0: 'accountId' is no pointer such as /data/taskId");
  }

  @Test
  void task_thatIsMissing_isToldWithItsPlace() {
    assertThatThrownBy(
            () -> Specimen.with(document -> flow(document, "sendSmsCode").remove("task")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-flow/task: a text is expected");
  }

  @Test
  void time_formThatIsNone_isToldWithItsPlace() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        ours(document, "createAccount")
                            .withObject("/account/time")
                            .put("pattern", "never")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("x-mock/flow/account/time")
        .hasMessageContaining("is no form of a time");
  }

  @Test
  void does_unknown_listsWhatCanBeDone() {
    assertThatThrownBy(
            () ->
                Specimen.with(
                    document ->
                        flow(document, "createAccount")
                            .withObject("/account")
                            .put("does", "clones")))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("'clones' is none of [creates, creates-or-updates, finds, updates");
  }

  private static AccountFlow account(String operation) {
    return CONTRACT.operation(operation).flow().account();
  }

  private static ObjectNode flow(ObjectNode document, String operation) {
    return operation(document, operation).withObject("/x-flow");
  }

  private static ObjectNode ours(ObjectNode document, String operation) {
    return operation(document, operation).withObject("/x-mock/flow");
  }
}
