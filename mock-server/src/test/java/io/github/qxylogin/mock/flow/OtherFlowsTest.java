package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the flows of QR codes, one account and natural persons do otherwise than FlowTest's. */
@ExtendWith(TestedMock.class)
class OtherFlowsTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String TAXPAYER = "91110000TESTTEST02";
  private static final String QR = CONTRACT.operation("getQrCode").path();
  private static final String QR_LOGIN = CONTRACT.operation("loginByQrCode").path();
  private static final Operation SEND = CONTRACT.operation("sendEtaxSmsCode");
  private static final String UPLOAD = CONTRACT.operation("uploadEtaxSmsCode").path();
  private static final String CHECK = CONTRACT.operation("checkEtaxSession").path();

  private final LoginMock mock;
  private final Http http;

  OtherFlowsTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @Test
  void qrCode_again_isIssuedAtOnce_andSendsNoSms() {
    issue();

    assertThat(issue().has("taskId")).isTrue();
    assertThat(http.get("/__mock/sms").json()).isEmpty();
  }

  @Test
  void qrCode_twice_hasIdsOfTheDocumentedFormThatAreUnlike() {
    String documented =
        CONTRACT.operation("getQrCode").firstSuccess().response().at("/data/qrcodeId").asText();

    List<String> ids =
        List.of(issue().path("qrcodeId").asText(), issue().path("qrcodeId").asText());

    assertThat(ids).doesNotHaveDuplicates().doesNotContain(documented);
    assertThat(ids).allMatch(id -> id.matches("[0-9a-f]{32}"));
  }

  @Test
  void multiAccount_login_isNoSessionOfTheSingleAccount() {
    Operation multi = CONTRACT.operation("sendSmsCode");
    ObjectNode body = multi.documentedCase("logged-in").request().deepCopy();
    assertThat(http.post(multi.path(), body.put("sflx", "BSY")).code()).isEqualTo("2000");

    assertThat(check(body)).isFalse();
  }

  @Test
  void multiAccount_task_isNoneOfTheSingleAccount() {
    Operation multi = CONTRACT.operation("sendSmsCode");
    ObjectNode body = multi.firstSuccess().request().deepCopy();
    String task = http.post(multi.path(), body.put("gryhm", "13800000009")).at("/data/taskId");
    Map<String, String> upload =
        Map.of("taskId", task, "smsCode", "002100", "nsrsbh", body.path("nsrsbh").asText());

    assertThat(http.post(UPLOAD, upload).code()).isEqualTo("5000");
    assertThat(http.post(CONTRACT.operation("uploadSmsCode").path(), upload).code())
        .isEqualTo("2000");
  }

  @Test
  void qrLogin_codeOfAnotherTask_isTaskEnded() {
    JsonNode issued = issue();
    String task = issued.path("taskId").asText();

    assertThat(http.post(QR_LOGIN, Map.of("taskId", task, "qrcodeId", "other")).code())
        .isEqualTo("5000");
  }

  @Test
  void qrLogin_sceneOfAnExpiredTask_isTaskExpired() {
    mock.identity(TAXPAYER).plays("task-expired");

    assertThat(qrLogin().caseName()).isEqualTo("task-expired");
  }

  /** As the guide shows a wait for the scan. */
  @Test
  void qrLogin_codeSetForTheFirstThree_logsInAtTheFourth() {
    mock.identity(TAXPAYER).on("loginByQrCode").times(3).returnsCode("5000");

    assertThat(IntStream.range(0, 4).mapToObj(i -> qrLogin().code()))
        .containsExactly("5000", "5000", "5000", "2000");
  }

  private Http.Response qrLogin() {
    JsonNode issued = issue();
    return http.post(
        QR_LOGIN, Map.of("taskId", issued.get("taskId"), "qrcodeId", issued.get("qrcodeId")));
  }

  @Test
  void singleAccount_otherIdentityOfThePerson_kicksTheFirstOut() {
    ObjectNode body = withoutSms();
    ObjectNode first = body.deepCopy().put("sflx", "KPY");
    ObjectNode second = body.deepCopy().put("sflx", "FDDBR");
    http.post(SEND.path(), first);

    http.post(SEND.path(), second);

    assertThat(check(first)).isFalse();
    assertThat(check(second)).isTrue();
  }

  @Test
  void singleAccount_afterAnSmsOfTheMultiAccount_isTooFrequent() {
    Operation multi = CONTRACT.operation("sendSmsCode");
    ObjectNode body = multi.firstSuccess().request().deepCopy();
    http.post(multi.path(), body.put("gryhm", "13800000009"));

    assertThat(http.post(SEND.path(), body).caseName()).isEqualTo("sms-too-frequent");
  }

  @Test
  void naturalPerson_login_endsThePersonsOtherSessionInTheRegion() {
    ObjectNode single = withoutSms();
    single.put("sflx", "KPY").put("gryhm", "13800000009");
    http.post(SEND.path(), single);

    loginNaturally("13800000009", "5100");
    boolean afterAnotherRegion = check(single);
    mock.clock().advance(Duration.ofMinutes(2));
    loginNaturally("13800000009", "3300");

    assertThat(afterAnotherRegion).isTrue();
    assertThat(check(single)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"valid,true", "session-invalid,false", "missing-gryhm,false"})
  void accountCookie_documentedUpload_opensASessionIfItIsGood(String name, boolean holds) {
    Operation upload = CONTRACT.operation("uploadAccountCookie");
    JsonNode body = upload.documentedCase(name).request();

    http.post(upload.path(), body);

    assertThat(checkAccount(body.path("nsrsbh").asText(), body.path("accountId").asText()))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"1,valid", "2,valid-enterprise", "3,valid-natural-person", "0,valid"})
  void cookie_ofEachKind_isServedAsDocumentedForIt(String type, String name) {
    Http.Response uploaded =
        http.post(CONTRACT.operation("uploadCookie").path(), Map.of("type", type, "cookie", "a=b"));

    assertThat(uploaded.caseName()).isEqualTo(name);
    assertThat(uploaded.json().path("data").has("aggOrgId")).isEqualTo(type.equals("2"));
    assertThat(uploaded.json().path("data").has("zrrId")).isEqualTo(type.equals("3"));
  }

  @Test
  void poll_afterTheTaskIsDone_saysSinceWhen() {
    Operation start = CONTRACT.operation("startAgreementConfirmation");
    ObjectNode body = start.firstSuccess().request().deepCopy();
    mock.clock().freeze();
    mock.identity(body.path("aggOrgId").asText()).returns("started");
    body.set("taskId", http.post(start.path(), body).json().at("/data/taskId"));
    String poll = CONTRACT.operation("pollAgreementConfirmation").path();
    String end = mock.clock().instant().plusSeconds(10).toString();
    assertThat(http.post(poll, body).header("X-Mock-Why")).isEqualTo("the task runs until " + end);
    mock.clock().advance(Duration.ofSeconds(10));

    assertThat(http.post(poll, body).header("X-Mock-Why"))
        .isEqualTo("the task is done since " + end);
  }

  private static ObjectNode withoutSms() {
    ObjectNode body = SEND.firstSuccess().request().deepCopy();
    return body.put("areaCode", "3300");
  }

  private void loginNaturally(String person, String areaCode) {
    Http.Response login =
        http.post(
            CONTRACT.operation("uploadNaturalPersonSmsCode").path(),
            Map.of(
                "taskId", sendNaturally(person, areaCode).at("/data/taskId"), "smsCode", "002100"));
    assertThat(login.caseName()).isEqualTo("logged-in");
  }

  private Http.Response sendNaturally(String person, String areaCode) {
    Operation send = CONTRACT.operation("sendNaturalPersonSmsCode");
    ObjectNode body = send.firstSuccess().request().deepCopy();
    return http.post(send.path(), body.put("gryhm", person).put("areaCode", areaCode));
  }

  private boolean checkAccount(String taxpayer, String account) {
    return http.post(
            CONTRACT.operation("checkSession").path(),
            Map.of("nsrsbh", taxpayer, "accountId", account))
        .json()
        .path("data")
        .asBoolean();
  }

  private JsonNode issue() {
    Map<String, String> body = Map.of("areaCode", "4400", "nsrsbh", TAXPAYER);
    return http.post(QR, body).json().path("data");
  }

  private boolean check(ObjectNode login) {
    return http.post(CHECK, login).json().path("data").asBoolean();
  }
}
