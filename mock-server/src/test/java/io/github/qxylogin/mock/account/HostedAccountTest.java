package io.github.qxylogin.mock.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state of hosted accounts from call to call. */
class HostedAccountTest {
  private static final Contract CONTRACT = Contract.load();
  private static final long ENTERPRISE = 7583454730897099L;
  private static final long DOCUMENTED_ENTERPRISE = 7583454730897015L;
  private static final String PERSON = "13400000001";
  private static final String FOUND = CONTRACT.operation("findAccounts").firstSuccess().name();

  @RegisterExtension
  static final TestedMock MOCK =
      TestedMock.with(
          mock -> mock.clock(Clock.fixed(Instant.parse("2026-01-01T20:00:00Z"), ZoneOffset.UTC)));

  private final LoginMock mock;
  private final Http http;

  HostedAccountTest(LoginMock mock) {
    this.mock = mock;
    http = new Http(mock.url());
  }

  static Stream<Operation> all() {
    return CONTRACT.operations(Flow.Role.KEEPS_ACCOUNT).stream();
  }

  @Test
  void find_loginNameAndTypes_areThereWhenGiven() {
    ObjectNode body = creation(PERSON).put("dlzh", "name").put("loginType", 1).put("specType", 2);
    long id = call("createAccount", body).json().at("/data/accountId").asLong();

    JsonNode found = find(id).json().at("/data/0");

    assertThat(found.path("dlzh").asText()).isEqualTo("name");
    assertThat(found.path("loginType").isIntegralNumber()).isTrue();
    assertThat(found.path("specType").asInt()).isEqualTo(2);
  }

  @Test
  void find_cityWithItsOwnBureau_keepsItsFourDigits() {
    long id =
        call("createAccount", creation(PERSON).put("dq", 3702))
            .json()
            .at("/data/accountId")
            .asLong();

    assertThat(find(id).at("/data/0/dq")).isEqualTo("3702");
  }

  @Test
  void find_nothing_isAnEmptyList() {
    Http.Response found = call("findAccounts", body());

    assertThat(found.caseName()).isEqualTo("none-found");
    assertThat(found.json().path("data").isArray()).isTrue();
    assertThat(found.json().path("data")).isEmpty();
  }

  @Test
  void create_samePersonAtTheEnterprise_isRejectedNamingTheExistingAccount() {
    long id = created(PERSON);

    Http.Response again = call("createAccount", creation(PERSON).put("dq", 44));

    assertThat(again.caseName()).isEqualTo("already-exists");
    assertThat(again.message()).isEqualTo("账户已经存在");
    assertThat(again.header("X-Mock-Why"))
        .isEqualTo("account %s is the same: change or delete it, or send another".formatted(id));
    assertThat(again.json().at("/data/accountId").asLong()).isEqualTo(id);
    assertThat(find(id).at("/data/0/dq")).isEqualTo("5100");
  }

  @Test
  void create_valueThatNeedsAnotherField_isRejectedNamingThat() {
    ObjectNode agency = creation(PERSON).put("dlfs", 15);

    Http.Response rejected = call("createAccount", agency);

    assertThat(rejected.message()).isEqualTo("参数proxyNsrsbh不能为空！");
    assertThat(rejected.code()).isEqualTo("PARAMETER_ERROR");
    assertThat(call("createAccount", agency.put("proxyNsrsbh", "91110000TESTTEST01")).code())
        .isEqualTo("2000");
  }

  @Test
  void create_prescribedForAPersonWhoHasAnAccount_takesItsPlace() {
    long before = created(PERSON);
    mock.identity(PERSON).once().returns("created");

    long id = created(PERSON);

    assertThat(id).isNotEqualTo(before);
    assertThat(find(id).at("/data/0/gryhm")).isEqualTo(PERSON);
    assertThat(find(before).caseName()).isEqualTo("none-found");
  }

  @Test
  void create_samePersonAtAnotherEnterprise_isCreated() {
    created(PERSON);

    assertThat(call("createAccount", creation(PERSON).put("aggOrgId", ENTERPRISE + 1)).caseName())
        .isEqualTo("created");
  }

  @Test
  void create_manyAtOnce_createsOne() {
    List<Http.Response> responses =
        IntStream.range(0, 40).parallel().mapToObj(i -> create(PERSON)).toList();

    assertThat(responses).filteredOn(a -> a.caseName().equals("created")).hasSize(1);
    assertThat(responses)
        .extracting(a -> a.at("/data/accountId"))
        .containsOnly(responses.get(0).at("/data/accountId"));
  }

  @Test
  void createBase_personWhoHasAnAccount_changesIt() {
    long id = created(PERSON);
    ObjectNode body = creation(PERSON).put("sflx", "BSY");
    body.remove("dq");

    Http.Response again = call("createBaseAccount", body);

    assertThat(again.json().at("/data/accountId").asLong()).isEqualTo(id);
    assertThat(find(id).at("/data/0/sflx")).isEqualTo("BSY");
  }

  @Test
  void update_someFields_changesThoseAlone() {
    long id = created(PERSON);

    Http.Response updated = call("updateAccount", body(id).put("dlfs", 9).put("dq", 44));

    assertThat(updated.caseName()).isEqualTo("updated");
    JsonNode found = find(id).json().at("/data/0");
    assertThat(found.path("dlfs").asInt()).isEqualTo(9);
    assertThat(found.path("dq").asText()).isEqualTo("4400");
    assertThat(found.path("sflx").asText()).isEqualTo("KPY");
  }

  @Test
  void update_toAnotherPerson_freesTheFirst() {
    long id = created("13400000001");

    call("updateAccount", body(id).put("dlfs", 14).setAll(named("13400000002")));

    assertThat(create("13400000002").json().at("/data/accountId").asLong()).isEqualTo(id);
    assertThat(create("13400000001").caseName()).isEqualTo("created");
  }

  @Test
  void bind_again_keepsIdAndTimeAndTakesTheFlag() {
    long id = created(PERSON);
    ObjectNode body = body(id).put("productCode", "0020");
    Http.Response first = call("bindProduct", body);
    mock.clock().advance(Duration.ofDays(1));

    Http.Response again = call("bindProduct", body.put("isDefaut", true));

    assertThat(again.at("/data/id")).isEqualTo(first.at("/data/id"));
    assertThat(again.at("/data/createTime")).isEqualTo("2026-01-02 04:00:00");
    assertThat(again.json().at("/data/isDefaut").asBoolean()).isTrue();
  }

  @Test
  void find_twoProducts_returnsTheAccountOnceForEach() {
    long id = created(PERSON);
    call("bindProduct", body(id).put("productCode", "0020").put("isDefaut", true));
    call("bindProduct", body(id).put("productCode", "0002").put("isDefaut", ""));

    JsonNode found = find(id).json().path("data");

    assertThat(found)
        .extracting(row -> row.path("productCode").asText())
        .containsExactly("0020", "0002");
    assertThat(found)
        .extracting(row -> row.path("isDefaut").asBoolean())
        .containsExactly(true, false);
  }

  @Test
  void unbind_productThatIsNotBound_isRejected() {
    long id = created(PERSON);

    assertThat(call("unbindProduct", body(id).put("productCode", "0020")).caseName())
        .isEqualTo("no-such-account");
  }

  @Test
  void delete_account_isGone() {
    long id = created(PERSON);

    assertThat(call("deleteAccount", body(id)).caseName()).isEqualTo("deleted");
    assertThat(find(id).caseName()).isEqualTo("none-found");
    assertThat(create(PERSON).caseName()).isEqualTo("created");
  }

  @Test
  void delete_manyAtOnce_deletesOnce() {
    long id = created(PERSON);

    List<String> cases =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> call("deleteAccount", body(id)).caseName())
            .toList();

    assertThat(cases).filteredOn("deleted"::equals).hasSize(1);
    assertThat(cases).filteredOn("no-such-account"::equals).hasSize(39);
  }

  @ParameterizedTest
  @MethodSource("all")
  void call_enterpriseThatTheDocumentationFindsUnknown_isRejected(Operation operation) {
    Http.Response response = http.post(operation.path(), usual(operation, 1, 999));

    Case error = operation.caseWhen(Condition.ENTERPRISE_UNKNOWN).orElseThrow();
    assertThat(withoutId(response.json())).isEqualTo(withoutId(error.response()));
  }

  /** Each call has an id of its own. */
  private static JsonNode withoutId(JsonNode response) {
    return ((ObjectNode) response.deepCopy()).remove(List.of("reqId", "req_id"));
  }

  @Test
  void find_documentedAccounts_areThereFromTheStart() {
    JsonNode documented = CONTRACT.operation("findAccounts").firstSuccess().response().path("data");

    for (JsonNode account : documented) {
      ObjectNode body = body(account.path("accountId").asLong());
      JsonNode found =
          call("findAccounts", body.put("aggOrgId", DOCUMENTED_ENTERPRISE)).json().path("data");

      assertThat(found).containsExactly(Http.parse(account.toString()));
    }
  }

  @Test
  void call_everyDocumentedSuccess_findsItsAccountThere() {
    for (Operation operation : all().toList()) {
      AccountFlow flow = operation.flow().account();
      JsonNode request = operation.firstSuccess().request();
      if (request.has(flow.id())) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("aggOrgId", request.path(flow.enterprise()).asLong());
        body.put("accountId", request.path(flow.id()).asLong());

        assertThat(call("findAccounts", body).caseName()).as(operation.id()).isEqualTo(FOUND);
      }
    }
  }

  @Test
  void create_documentedRequestAndThenItsPersonAgain_alreadyExists() {
    ObjectNode documented = CONTRACT.operation("createAccount").firstSuccess().request().deepCopy();
    call("createAccount", documented);

    Http.Response again = call("createAccount", documented.put("dq", 44));

    assertThat(again.json().at("/data/accountId").asLong()).isEqualTo(504325035988992L);
  }

  @Test
  void delete_documentedAccount_isGoneUntilItIsCreatedAsDocumented() {
    ObjectNode account = body(504325035988992L).put("aggOrgId", DOCUMENTED_ENTERPRISE);
    documented("deleteAccount");
    assertThat(call("findAccounts", account).caseName()).isEqualTo("none-found");

    documented("createAccount");

    assertThat(call("findAccounts", account).at("/data/0/createTime"))
        .isEqualTo("2023-12-19 14:24:24");
  }

  @Test
  void create_documentedRequestOfAPersonWhoHasAnotherAccount_takesItsPlace() {
    documented("deleteAccount");
    ObjectNode creation =
        creation(PERSON).put("aggOrgId", DOCUMENTED_ENTERPRISE).put("dlfs", 9).put("dq", 44);
    long other = call("createAccount", creation).json().at("/data/accountId").asLong();

    documented("createAccount");

    ObjectNode account = body(other).put("aggOrgId", DOCUMENTED_ENTERPRISE);
    assertThat(call("findAccounts", account).caseName()).isEqualTo("none-found");
    assertThat(call("createAccount", creation).json().at("/data/accountId").asLong())
        .isEqualTo(504325035988992L);
  }

  @Test
  void bind_documentedRequest_isKept() {
    documented("bindProduct");

    ObjectNode account = body(5383376150151936L).put("aggOrgId", 5382299249738496L);
    assertThat(call("findAccounts", account).at("/data/0/productCode")).isEqualTo("0020");
  }

  @Test
  void reset_forgetsAccountsAndBringsTheDocumentedOnesBack() {
    long id = created(PERSON);
    documented("deleteAccount");

    mock.reset();

    assertThat(find(id).caseName()).isEqualTo("none-found");
    ObjectNode account = body(504325035988992L).put("aggOrgId", DOCUMENTED_ENTERPRISE);
    assertThat(call("findAccounts", account).caseName()).isEqualTo(FOUND);
  }

  private void documented(String operation) {
    call(operation, CONTRACT.operation(operation).firstSuccess().request());
  }

  private static ObjectNode usual(Operation operation, long enterprise, long account) {
    ObjectNode body = operation.firstSuccess().request().deepCopy();
    put(body, "aggOrgId", enterprise, operation);
    return operation.id().startsWith("create") ? body : put(body, "accountId", account, operation);
  }

  private static ObjectNode put(ObjectNode body, String name, long value, Operation operation) {
    boolean text =
        operation.fields().stream()
            .anyMatch(field -> field.name().equals(name) && field.types().contains("string"));
    return text ? body.put(name, Long.toString(value)) : body.put(name, value);
  }

  private static ObjectNode creation(String person) {
    return body()
        .put("dq", 51)
        .put("dlfs", 14)
        .put("gryhm", person)
        .put("gryhmm", "dGVzdC1wYXNzd29yZC0wMQ==")
        .put("sflx", "KPY")
        .put("sjhm", person);
  }

  private static ObjectNode named(String person) {
    return JsonNodeFactory.instance.objectNode().put("gryhm", person).put("sjhm", person);
  }

  private static ObjectNode body() {
    return JsonNodeFactory.instance.objectNode().put("aggOrgId", ENTERPRISE);
  }

  private static ObjectNode body(long account) {
    return body().put("accountId", account);
  }

  private Http.Response create(String person) {
    return call("createAccount", creation(person));
  }

  private long created(String person) {
    return create(person).json().at("/data/accountId").asLong();
  }

  private Http.Response find(long account) {
    return call("findAccounts", body(account));
  }

  private Http.Response call(String operation, JsonNode body) {
    return http.post(CONTRACT.operation(operation).path(), body);
  }
}
