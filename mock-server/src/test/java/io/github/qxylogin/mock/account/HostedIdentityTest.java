package io.github.qxylogin.mock.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Http.Response;
import io.github.qxylogin.mock.testing.TestedMock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosted calls carry ids alone: they are for the tax number and the user name behind these too. */
@ExtendWith(TestedMock.class)
class HostedIdentityTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String TAXPAYER = "91110000TESTTEST08";
  private static final String PERSON = "13400000007";
  private static final String MOBILE = "13400000008";

  private final LoginMock mock;
  private final Http http;
  private long enterprise;
  private String account;

  HostedIdentityTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @BeforeEach
  void createAccount() {
    enterprise = order(TAXPAYER);
    account = create(enterprise, PERSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {TAXPAYER, PERSON})
  void outcome_ofTaxNumberOrUserName_meetsTheCallThatSendsTheSms(String identity) {
    mock.identity(identity).returns("sms-too-frequent");

    assertThat(send().caseName()).isEqualTo("sms-too-frequent");
  }

  @ParameterizedTest
  @ValueSource(strings = {TAXPAYER, PERSON})
  void outcome_ofTaxNumberOrUserName_meetsTheCallThatRedeemsTheTask(String identity) {
    String task = send().at("/data/taskId");
    mock.identity(identity).returns("task-expired");

    assertThat(upload(task).caseName()).isEqualTo("task-expired");
  }

  @Test
  void send_afterAQrCodeOfTheAccount_isNotTooSoon() {
    call("getHostedQrCode", named(Long.toString(enterprise), account));

    assertThat(send().caseName()).isEqualTo("sms-sent");
  }

  @Test
  void outcome_ofTaxNumber_meetsTheQrCodeOfTheAccount() {
    mock.identity(TAXPAYER).returnsCode("505001");

    assertThat(call("getHostedQrCode", named(Long.toString(enterprise), account)).code())
        .isEqualTo("505001");
  }

  @Test
  void outcome_ofTaxNumber_meetsTheCreationOfItsAccounts() {
    mock.identity(TAXPAYER).on("createAccount").returns("already-exists");

    assertThat(call("createAccount", account(enterprise, "13400000009")).caseName())
        .isEqualTo("already-exists");
  }

  @Test
  void outcome_ofAnotherTaxNumber_meetsNoHostedCall() {
    mock.identity("91110000TESTTEST09").returns("sms-too-frequent");
    create(order("91110000TESTTEST09"), "13400000009");

    assertThat(send().caseName()).isEqualTo("sms-sent");
  }

  @Test
  void outcome_ofAnAccountThatTheCallLeavesOut_meetsTheCall() {
    mock.identity(account).returns("sms-too-frequent");

    assertThat(call("sendHostedSmsCode", Map.of("aggOrgId", enterprise)).caseName())
        .isEqualTo("sms-too-frequent");
  }

  @Test
  void outcomes_ofAccountUserNameAndTaxNumber_areUsedUpInThisOrder() {
    mock.identity(TAXPAYER).once().returnsCode("505069");
    mock.identity(PERSON).once().returnsCode("505002");
    mock.identity(account).once().returnsCode("505001");

    assertThat(send().code()).isEqualTo("505001");
    assertThat(send().code()).isEqualTo("505002");
    assertThat(send().code()).isEqualTo("505069");
  }

  @Test
  void scene_ofTaxNumber_isPlayedByHostedCalls() {
    mock.identity(TAXPAYER).plays("first-code-wrong");
    String task = send().at("/data/taskId");

    assertThat(upload(task).caseName()).isEqualTo("wrong-sms-code");
    assertThat(upload(task).caseName()).isEqualTo("logged-in");
  }

  @ParameterizedTest
  @ValueSource(strings = {TAXPAYER, PERSON})
  void fault_ofTaxNumberOrUserName_strikesHostedCalls(String identity) {
    mock.identity(identity).on("sendHostedSmsCode").fails(FaultKind.BAD_GATEWAY);

    assertThat(send().status()).isEqualTo(502);
  }

  @Test
  void sms_ofTaxNumber_hasThoseOfItsAccounts() {
    String task = send().at("/data/taskId");

    JsonNode latest = http.get("/__mock/sms/latest?nsrsbh=" + TAXPAYER).json();

    assertThat(latest.path("taskId").asText()).isEqualTo(task);
    assertThat(latest.path("nsrsbh").asText()).isEqualTo(TAXPAYER);
    assertThat(http.get("/__mock/sms?nsrsbh=" + TAXPAYER).json()).hasSize(1);
    assertThat(http.get("/__mock/sms?nsrsbh=91110000TESTTEST09").json()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {TAXPAYER, PERSON})
  void journal_ofTaxNumberOrUserName_hasItsHostedCalls(String identity) {
    upload(send().at("/data/taskId"));
    call("checkHostedSession", named(Long.toString(enterprise), account));

    assertThat(operationsOf(identity))
        .startsWith("checkHostedSession", "uploadHostedSmsCode", "sendHostedSmsCode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deleteAccount", "updateAccount"})
  void journal_ofAUserNameThatItsAccountHasNoMore_hasItsHostedCalls(String change) {
    send();
    Map<String, Object> body = account(enterprise, "13400000009");
    body.put("accountId", Long.valueOf(account));

    assertThat(call(change, body).caseName()).isEqualTo(change.replaceAll("Account", "d"));

    assertThat(operationsOf(PERSON)).contains("sendHostedSmsCode");
    assertThat(operationsOf("13400000009")).doesNotContain("sendHostedSmsCode");
  }

  private List<String> operationsOf(String identity) {
    return http.get("/__mock/requests?identity=" + identity).json().findValuesAsText("operation");
  }

  @Test
  void identity_ofTaxNumber_saysWhenItsAccountsMaySendAgain() {
    send();

    JsonNode limits = http.get("/__mock/identities/" + TAXPAYER).json().path("limits");

    assertThat(limits.findValuesAsText("operation")).containsExactly("sendHostedSmsCode");
  }

  @Test
  void identities_afterAHostedLogin_listTheTaxNumber() {
    send();

    assertThat(http.get("/__mock/identities").json().findValuesAsText("identity"))
        .contains(TAXPAYER, account)
        .doesNotContain(PERSON);
  }

  @Test
  void identities_ofAHostedLogin_haveTypeAndOwner() {
    upload(send().at("/data/taskId"));

    JsonNode listed = http.get("/__mock/identities").json();

    assertThat(listed.findValuesAsText("kind"))
        .containsExactlyInAnyOrder("tax-number", "enterprise", "account");
    assertThat(listed.findValuesAsText("taxNumber")).containsExactly(TAXPAYER, TAXPAYER);
    // Two operations check what one login opened.
    assertThat(listed.findValuesAsText("sessions")).containsOnly("1");
  }

  @Test
  void identities_ofADocumentedAccount_haveTheTaxNumberThatItsQueryReturns() {
    JsonNode row = CONTRACT.operation("findAccounts").firstSuccess().response().at("/data/0");
    call(
        "findAccounts",
        Map.of("aggOrgId", row.path("aggOrgId"), "accountId", row.path("accountId")));

    JsonNode listed = http.get("/__mock/identities").json();

    assertThat(listed.findValuesAsText("kind")).contains("enterprise", "account");
    assertThat(listed.findValuesAsText("taxNumber"))
        .containsExactly(row.path("nsrsbh").asText(), row.path("nsrsbh").asText(), TAXPAYER);
  }

  @Test
  void sms_ofAHostedLogin_saysWhatItsNumbersAre() {
    send();

    assertThat(http.get("/__mock/sms").json().at("/0/kinds"))
        .isEqualTo(
            Http.parse(
                "{\"aggOrgId\":\"enterprise\",\"accountId\":\"account\",\"sjhm\":\"mobile\","
                    + "\"nsrsbh\":\"tax-number\"}"));
  }

  @Test
  void forget_ofTaxNumber_letsItsAccountsSendAtOnce() {
    send();

    http.call("DELETE", "/__mock/identities/" + TAXPAYER, "");

    assertThat(send().caseName()).isEqualTo("sms-sent");
  }

  private Response call(String operation, Map<String, ?> body) {
    return http.post(CONTRACT.operation(operation).path(), body);
  }

  private long order(String taxNumber) {
    return call(
            "orderProduct",
            Map.of(
                "nsrsbh",
                taxNumber,
                "aggOrgName",
                taxNumber,
                "dq",
                "11",
                "productCodeList",
                "0036"))
        .json()
        .at("/data/aggOrgId")
        .longValue();
  }

  private String create(long of, String person) {
    return call("createAccount", account(of, person)).at("/data/accountId");
  }

  private static Map<String, Object> account(long of, String person) {
    Map<String, Object> body = new HashMap<>();
    body.put("aggOrgId", of);
    body.put("dq", 11);
    body.put("dlfs", 14);
    body.put("gryhm", person);
    body.put("gryhmm", "c2VjcmV0");
    body.put("sflx", "BSY");
    body.put("sjhm", MOBILE);
    return body;
  }

  private static Map<String, Object> named(Object enterprise, String account) {
    return Map.of("aggOrgId", enterprise, "accountId", account);
  }

  private Response send() {
    return call("sendHostedSmsCode", named(enterprise, account));
  }

  private Response upload(String task) {
    return call("uploadHostedSmsCode", Map.of("taskId", task, "smsCode", "002100"));
  }
}
