package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Http.Response;
import io.github.qxylogin.mock.testing.TestedState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations of the newer module behave like any others, though no Java names them. */
class NewerModuleTest {
  private static final long ENTERPRISE = 522704190568599L;
  private static final long OTHER_ENTERPRISE = 522704190568600L;
  private static final String PERSON = "13400000007";
  private static final String MOBILE = "13400000008";

  private static final Contract CONTRACT = Contract.load();

  private static LoginMock server;

  private LoginMock mock;
  private Http http;

  @BeforeAll
  static void startServer() {
    server = TestedState.mock().start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void openMock() {
    mock = server.openSandbox();
    http = new Http(mock.url());
  }

  @AfterEach
  void closeMock() {
    mock.close();
  }

  @Test
  void order_ofProducts_listsThemAndThoseThatWereOrderedBefore() {
    order("91110000TESTTEST02", "0036,0004");

    JsonNode list = order("91110000TESTTEST02", "0004,0020").json().at("/data/purchaseDetailList");

    assertThat(list)
        .extracting(entry -> entry.path("productCode").asText(), e -> e.path("message").asText())
        .containsExactly(tuple("0004", "订购成功(已订购)"), tuple("0020", "订购成功"));
    assertThat(list).allMatch(entry -> entry.path("success").asBoolean());
  }

  @Test
  void order_of120ProductsAndATrailingComma_listsTheFirst100() {
    JsonNode list = order("91110000TESTTEST02", codes(120) + ",").json();

    assertThat(
            String.join(",", list.at("/data/purchaseDetailList").findValuesAsText("productCode")))
        .isEqualTo(codes(100));
  }

  @Test
  void order_withATrailingComma_ordersTheProductsAlone() {
    JsonNode list = order("91110000TESTTEST02", "0036, ,0004,").json();

    assertThat(list.at("/data/purchaseDetailList").findValuesAsText("productCode"))
        .containsExactly("0036", "0004");
  }

  @Test
  void order_afterAHundredTaxNumbersOrderedAHundredProducts_listsWhatWasOrderedBefore() {
    order("91110000TESTTEST02", "0036");
    for (int i = 100; i <= 200; i++) {
      order("91110000TESTTE" + i + "T", codes(100));
    }

    assertThat(order("91110000TESTTEST02", "0036").at("/data/purchaseDetailList/0/message"))
        .isEqualTo("订购成功(已订购)");
  }

  private static String codes(int number) {
    return IntStream.range(1000, 1000 + number)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  @Test
  void order_byTheNameOfAnotherTaxNumber_getsThatOne() {
    Response known =
        call(
            "orderProduct",
            Map.of(
                "nsrsbh", "91110000TESTTEST02",
                "aggOrgName", "重复企业",
                "dq", "11",
                "productCodeList", "0036"));

    assertThat(known.caseName()).isEqualTo("name-known");
    assertThat(known.message()).isEqualTo("企业名称重复!");
    assertThat(known.at("/data/nsrsbh")).isNotBlank().isNotEqualTo("91110000TESTTEST02");
  }

  @Test
  void order_withoutAField_isRejectedInTheWordsOfItsPage() {
    Map<String, String> body =
        Map.of("nsrsbh", "91110000TESTTEST02", "dq", "11", "productCodeList", "0036");

    Response rejected = call("orderProduct", body);

    assertThat(rejected.caseName()).isEqualTo("missing-agg-org-name");
    assertThat(rejected.message()).isEqualTo("企业名称(aggOrgName)不能为空！");
  }

  @Test
  void enterprise_created_addsTheTaxNumberToItsAccounts() {
    long enterprise = order("91110000TESTTEST02").json().at("/data/aggOrgId").longValue();
    create(enterprise, PERSON, 14);

    assertThat(call("findAccounts", Map.of("aggOrgId", enterprise)).at("/data/0/nsrsbh"))
        .isEqualTo("91110000TESTTEST02");
  }

  /** The request names neither a person nor a number. */
  @Test
  void sms_ofALoginByAccount_isListedWithItsNumber() {
    String account = create(ENTERPRISE, PERSON, 14);
    String task = send(ENTERPRISE, account).at("/data/taskId");

    JsonNode sms = http.get("/__mock/sms?sjhm=" + MOBILE + "&taskId=" + task).json().path(0);
    assertThat(sms.path("aggOrgId").asLong()).isEqualTo(ENTERPRISE);
    assertThat(sms.path("accountId").asText()).isEqualTo(account);
    assertThat(sms.path("sjhm").asText()).isEqualTo("134****0008");
    assertThat(sms.path("smsCode").asText()).isNotBlank();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void sms_ofALoginThatLeavesItsNumberEmpty_goesToThatOfTheAccount(String empty) {
    Map<String, Object> body = of(ENTERPRISE, create(ENTERPRISE, PERSON, 14));
    body.put("sjhm", empty);

    assertThat(call("sendHostedSmsCode", body).caseName()).isEqualTo("sms-sent");

    assertThat(http.get("/__mock/sms").json().path(0).path("sjhm").asText())
        .isEqualTo("134****0008");
  }

  @Test
  void account_thatIsTheOnlyOne_needsNoName() {
    String account = create(ENTERPRISE, PERSON, 14);

    logIn(ENTERPRISE, null);

    assertThat(holds(ENTERPRISE, account)).isTrue();
    assertThat(holds(ENTERPRISE, null)).isTrue();
    assertThat(holds(ENTERPRISE, "")).isTrue();
  }

  @Test
  void account_ofANaturalPersonWithoutAnEnterprise_logsInByItsIdAlone() {
    Map<String, Object> person = account(ENTERPRISE, PERSON, 17);
    person.remove("aggOrgId");
    String account = call("createAccount", person).at("/data/accountId");

    logIn(Map.of("accountId", account));

    assertThat(call("findEnterprises", Map.of("accountId", account)).caseName()).isEqualTo("found");
  }

  @Test
  void account_namedWithoutItsEnterprise_isFound() {
    String account = create(ENTERPRISE, PERSON, 14);

    logIn(Map.of("accountId", account));

    assertThat(holds(ENTERPRISE, account)).isTrue();
  }

  @Test
  void account_thatIsOneOfSeveral_hasToBeNamed() {
    create(ENTERPRISE, PERSON, 14);
    create(ENTERPRISE, "13400000009", 14);

    assertThat(send(ENTERPRISE, null).caseName()).isEqualTo("unknown-account");
  }

  @Test
  void account_thatNobodyCreated_isUnknown() {
    create(ENTERPRISE, PERSON, 14);

    assertThat(send(ENTERPRISE, "522756466521399").caseName()).isEqualTo("unknown-account");
    assertThat(send(OTHER_ENTERPRISE, null).caseName()).isEqualTo("unknown-account");
  }

  @Test
  void account_ofAnotherMode_isRejectedAndGetsNoSms() {
    String account = create(ENTERPRISE, PERSON, 9);

    assertThat(send(ENTERPRISE, account).code()).isEqualTo("4006");
    assertThat(mock.sms()).isEmpty();
  }

  @Test
  void login_again_isTooSoonForTheAccountAlone() {
    String account = create(ENTERPRISE, PERSON, 14);
    String other = create(OTHER_ENTERPRISE, "13400000009", 14);
    send(ENTERPRISE, account);

    assertThat(send(ENTERPRISE, null).code()).isEqualTo("8001");
    assertThat(send(OTHER_ENTERPRISE, other).code()).isEqualTo("2000");
  }

  /** Person and region are those of the accounts: no request has them. */
  @Test
  void session_ofAPersonWhoLogsInElsewhere_hasEnded() {
    String first = create(ENTERPRISE, PERSON, 14);
    String second = create(OTHER_ENTERPRISE, PERSON, 14);
    logIn(ENTERPRISE, first);

    logIn(OTHER_ENTERPRISE, second);

    assertThat(holds(OTHER_ENTERPRISE, second)).isTrue();
    assertThat(holds(ENTERPRISE, first)).isFalse();
  }

  @Test
  void quickLogin_afterALogin_saysThatItStillHolds() {
    String account = create(ENTERPRISE, PERSON, 14);
    logIn(ENTERPRISE, account);

    assertThat(call("checkQuickLogin", of(ENTERPRISE, account)).header("X-Mock-Why"))
        .isEqualTo("an earlier login is still valid");
  }

  /** By type: 0 is the cache, 1 the fingerprint. */
  @ParameterizedTest
  @CsvSource({"0, false, true", "1, true, false", "'0,1', false, false", "5, true, true"})
  void logout_ofAType_endsWhatItNames(String type, boolean session, boolean quickLogin) {
    String account = create(ENTERPRISE, PERSON, 14);
    logIn(ENTERPRISE, account);

    assertThat(logOut(ENTERPRISE, account, type).code()).isEqualTo("2000");

    assertThat(holds(ENTERPRISE, account)).isEqualTo(session);
    assertThat(needsNoCode(ENTERPRISE, account)).isEqualTo(quickLogin);
  }

  @Test
  void logout_ofOneAccount_leavesTheOthersSession() {
    String account = create(ENTERPRISE, PERSON, 14);
    String other = create(OTHER_ENTERPRISE, "13400000009", 14);
    logIn(ENTERPRISE, account);
    logIn(OTHER_ENTERPRISE, other);

    logOut(ENTERPRISE, account, "0,1");

    assertThat(holds(OTHER_ENTERPRISE, other)).isTrue();
  }

  @Test
  void login_byTheFingerprint_needsNoSmsAndOpensTheSession() {
    String account = create(ENTERPRISE, PERSON, 14);
    logIn(ENTERPRISE, account);
    logOut(ENTERPRISE, account, "0");

    assertThat(send(ENTERPRISE, account).caseName()).isEqualTo("logged-in");

    assertThat(holds(ENTERPRISE, account)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14})
  void login_byQrCode_opensTheSession(int mode) {
    String account = create(ENTERPRISE, PERSON, mode);

    Response loggedIn = logInByQrCode(ENTERPRISE, account);

    assertThat(loggedIn.message()).isEqualTo("税务数字账户登录成功");
    assertThat(holds(ENTERPRISE, account)).isTrue();
    assertThat(mock.sms()).isEmpty();
  }

  /** An account of mode 13 names no person; one without a name is not the same as another. */
  @Test
  void login_ofAnAccountWithoutAPerson_leavesTheOthersSession() {
    String first = createByQrCode(ENTERPRISE);
    String second = createByQrCode(OTHER_ENTERPRISE);

    logInByQrCode(ENTERPRISE, first);
    logInByQrCode(OTHER_ENTERPRISE, second);

    assertThat(holds(ENTERPRISE, first)).isTrue();
    assertThat(holds(OTHER_ENTERPRISE, second)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"51, 5100", "3702, 3702"})
  void qrCode_ofAnAccount_namesItsRegion(int region, String areaPrefix) {
    String account =
        call("createAccount", Map.of("aggOrgId", ENTERPRISE, "dq", region, "dlfs", 13))
            .at("/data/accountId");

    assertThat(call("getHostedQrCode", of(Long.toString(ENTERPRISE), account)).at("/data/qrcode"))
        .contains("&areaPrefix=" + areaPrefix + "&");
  }

  @Test
  void qrCode_ofAnAccountOfAnotherMode_isRejected() {
    String account = create(ENTERPRISE, PERSON, 17);

    assertThat(call("getHostedQrCode", of(Long.toString(ENTERPRISE), account)).code())
        .isEqualTo("4006");
  }

  @ParameterizedTest
  @CsvSource({
    "13, ''",
    "17, gryhm gryhmm",
    "9, aggOrgId gryhm gryhmm sflx",
    "14, aggOrgId gryhm gryhmm sflx",
    "15, aggOrgId gryhm gryhmm sflx proxyNsrsbh"
  })
  void account_ofEachMode_needsItsFieldsAndNoOther(int mode, String needed) {
    Map<String, Object> body = new LinkedHashMap<>(Map.of("dq", 11, "dlfs", mode));

    for (String field : needed.split(" ", -1)) {
      if (!field.isEmpty()) {
        assertThat(call("createAccount", body).message()).isEqualTo("参数" + field + "不能为空！");
        body.put(field, field.equals("aggOrgId") ? ENTERPRISE : "a");
      }
    }

    assertThat(call("createAccount", body).caseName()).isEqualTo("created");
  }

  @ParameterizedTest
  @CsvSource({
    "dlfs, 14, created",
    "gryhm, 13400000099, created",
    "sjhm, 13400000098, created",
    "sflx, FDDBR, created",
    "proxyNsrsbh, 91110000TESTTEST03, created",
    "dq, 31, already-exists",
    "gryhmm, YW5vdGhlcg==, already-exists"
  })
  void account_thatDiffersInAField_isAnotherOrTheSame(String field, String value, String response) {
    String first = create(ENTERPRISE, PERSON, 9);
    Map<String, Object> body = account(ENTERPRISE, PERSON, 9);
    body.put(field, field.startsWith("d") ? Integer.valueOf(value) : value);

    Response second = call("createAccount", body);

    assertThat(second.caseName()).isEqualTo(response);
    assertThat(second.at("/data/accountId").equals(first)).isEqualTo(!response.equals("created"));
  }

  /** A text of one page is a number of the other two; not sent again, it is 0 from then on. */
  @Test
  void loginType_thatIsUpdated_isFoundAsANumberAndResetWhereItIsNotSent() {
    String account = create(ENTERPRISE, PERSON, 9);
    Map<String, Object> body = of(ENTERPRISE, null);
    body.put("accountId", Long.valueOf(account));
    body.put("dlfs", 9);

    assertThat(loginTypeAfter(body).isMissingNode()).isTrue();
    body.put("loginType", "1");
    assertThat(loginTypeAfter(body)).isEqualTo(IntNode.valueOf(1));
    body.remove("loginType");
    assertThat(loginTypeAfter(body)).isEqualTo(IntNode.valueOf(0));
  }

  @Test
  void call_ofAnAccountThatThePlatformLogsIn_needsNoSession() {
    String account = create(ENTERPRISE, PERSON, 9);

    assertThat(start(ENTERPRISE, account).at("/data/taskId")).isNotBlank();
  }

  @Test
  void task_thatWasSaidToHaveFailed_hasFailedForGood() {
    String task = started();
    mock.identity(task).once().returns("failed");

    assertThat(poll(ENTERPRISE, task).at("/data/businessStatus")).isEqualTo("2");
    mock.clock().advance(Duration.ofMinutes(1));
    assertThat(poll(ENTERPRISE, task).at("/data/businessStatus")).isEqualTo("2");
    assertThat(poll(ENTERPRISE, task).at("/data/taskId")).isEqualTo(task);
  }

  @Test
  void task_thatIsSaidToRun_runsForThatCallAlone() {
    String task = started();
    mock.clock().advance(Duration.ofMinutes(1));
    mock.identity(task).times(2).returns("running");

    assertThat(poll(ENTERPRISE, task).caseName()).isEqualTo("running");
    assertThat(poll(ENTERPRISE, task).caseName()).isEqualTo("running");
    assertThat(poll(ENTERPRISE, task).caseName()).isEqualTo("done");
  }

  @Test
  void poll_atAnotherService_findsNoSuchTask() {
    String task = started();

    Response polled =
        call(
            "pollAgreementTermination",
            Map.of("aggOrgId", Long.toString(ENTERPRISE), "taskId", task));

    assertThat(polled.code()).isEqualTo(poll(OTHER_ENTERPRISE, task).code()).isNotEqualTo("2000");
  }

  /** The one documented request without any field is no broken one. */
  @Test
  void body_thatIsBroken_isNotTakenForAnEmptyOne() {
    Operation send = CONTRACT.operation("sendHostedSmsCode");

    assertThat(http.post(send.path(), "{\"aggOrgId\":").message()).isEqualTo("请求参数不是合法的JSON！");
    assertThat(http.post(send.path(), "{}").message()).isEqualTo("参数aggOrgId不能为空！");
  }

  @Test
  void module_ofTheMock_isAllThatItServes() {
    try (LoginMock newer = TestedState.mock().contract(CONTRACT.module("current")).start()) {
      Http http = new Http(newer.url());

      assertThat(http.post(CONTRACT.operation("sendSmsCode").path(), "{}").status()).isEqualTo(404);
      assertThat(http.post(CONTRACT.operation("sendHostedSmsCode").path(), "{}").code())
          .isEqualTo("4000");
      assertThat(http.get("/__mock/cases").json().findValuesAsText("operation"))
          .contains("orderProduct")
          .doesNotContain("sendSmsCode");
    }
  }

  private Response call(String operation, Map<String, ?> body) {
    return http.post(CONTRACT.operation(operation).path(), body);
  }

  private Response order(String taxNumber) {
    return order(taxNumber, "0036");
  }

  private Response order(String taxNumber, String products) {
    return call(
        "orderProduct",
        Map.of("nsrsbh", taxNumber, "aggOrgName", "企享云", "dq", "11", "productCodeList", products));
  }

  private String create(long enterprise, String person, int mode) {
    String account = call("createAccount", account(enterprise, person, mode)).at("/data/accountId");
    assertThat(account).isNotBlank();
    return account;
  }

  private String createByQrCode(long enterprise) {
    return call("createAccount", Map.of("aggOrgId", enterprise, "dq", 11, "dlfs", 13))
        .at("/data/accountId");
  }

  private JsonNode loginTypeAfter(Map<String, Object> update) {
    assertThat(call("updateAccount", update).caseName()).isEqualTo("updated");
    return call("findAccounts", Map.of("aggOrgId", ENTERPRISE)).json().at("/data/0/loginType");
  }

  private static Map<String, Object> account(long enterprise, String person, int mode) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("aggOrgId", enterprise);
    body.put("dq", 11);
    body.put("dlfs", mode);
    body.put("gryhm", person);
    body.put("gryhmm", "c2VjcmV0");
    body.put("sflx", "BSY");
    body.put("sjhm", MOBILE);
    return body;
  }

  private static Map<String, Object> of(Object enterprise, String account) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("aggOrgId", enterprise);
    if (account != null) {
      body.put("accountId", account);
    }
    return body;
  }

  private Response send(long enterprise, String account) {
    return call("sendHostedSmsCode", of(enterprise, account));
  }

  private void logIn(long enterprise, String account) {
    logIn(of(enterprise, account));
  }

  private void logIn(Map<String, ?> account) {
    String task = call("sendHostedSmsCode", account).at("/data/taskId");
    Response loggedIn =
        call("uploadHostedSmsCode", Map.of("taskId", task, "smsCode", mock.smsCode(task)));
    assertThat(loggedIn.caseName()).isEqualTo("logged-in");
  }

  private Response logInByQrCode(long enterprise, String account) {
    Response code = call("getHostedQrCode", of(Long.toString(enterprise), account));
    return call("loginByHostedQrCode", Map.of("taskId", code.at("/data/taskId")));
  }

  private boolean holds(long enterprise, String account) {
    return call("checkHostedSession", of(Long.toString(enterprise), account))
        .json()
        .path("data")
        .booleanValue();
  }

  private boolean needsNoCode(long enterprise, String account) {
    return call("checkQuickLogin", of(enterprise, account)).json().path("data").booleanValue();
  }

  private Response logOut(long enterprise, String account, String type) {
    Map<String, Object> body = of(enterprise, null);
    body.put("accountId", Long.parseLong(account));
    body.put("type", type);
    return call("endHostedSession", body);
  }

  private Response start(long enterprise, String account) {
    return call("startAgreementQuery", of(Long.toString(enterprise), account));
  }

  private String started() {
    return start(ENTERPRISE, create(ENTERPRISE, PERSON, 9)).at("/data/taskId");
  }

  private Response poll(long enterprise, String task) {
    return call(
        "pollAgreementQuery", Map.of("aggOrgId", Long.toString(enterprise), "taskId", task));
  }
}
