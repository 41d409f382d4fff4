package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the flows of QR codes, one account and natural persons do otherwise than FlowTest's. */
@ExtendWith(LoginMockExtension.class)
class OtherFlowsTest {
  private static final Contract CONTRACT = Contract.load();
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
  void qrLogin_issuedCode_logsInItsTaxpayerOnce() {
    JsonNode issued = issue();

    Http.Answered login = scan(issued);

    assertThat(login.caseName()).isEqualTo("logged-in");
    assertThat(login.at("/data/nsrsbh")).isEqualTo("91110000TESTTEST02");
    assertThat(login.at("/data/areaCode")).isEqualTo("4400");
    assertThat(scan(issued).code()).isEqualTo("5000");
  }

  @Test
  void qrLogin_afterFiveMinutes_isTaskEnded() {
    JsonNode issued = issue();
    mock.clock().advance(Duration.ofMinutes(5));

    assertThat(scan(issued).code()).isEqualTo("5000");
  }

  @Test
  void qrCode_again_isIssuedAtOnce_andSendsNoSms() {
    issue();

    assertThat(issue().has("taskId")).isTrue();
    assertThat(http.get("/__mock/sms").json()).isEmpty();
  }

  @Test
  void singleAccount_login_isCheckedByItsOwnFieldsAlone() {
    ObjectNode body = SEND.firstSuccess().request().orElseThrow().deepCopy();
    body.put("gryhm", "13800000009");
    assertThat(check(body)).isFalse();

    String task = http.post(SEND.path(), body).at("/data/taskId");
    Http.Answered login =
        http.post(
            UPLOAD,
            Map.of("taskId", task, "smsCode", "002100", "nsrsbh", body.path("nsrsbh").asText()));

    assertThat(login.at("/result/nsrsbh")).isEqualTo(body.path("nsrsbh").asText());
    assertThat(check(body)).isTrue();
    assertThat(check(body.put("areaCode", "1100"))).isFalse();
  }

  @Test
  void multiAccount_login_isNoSessionOfTheSingleAccount() {
    Operation multi = CONTRACT.operation("sendSmsCode");
    ObjectNode body = multi.documentedCase("logged-in").request().orElseThrow().deepCopy();
    assertThat(http.post(multi.path(), body.put("sflx", "BSY")).code()).isEqualTo("2000");

    assertThat(check(body)).isFalse();
  }

  @Test
  void multiAccount_task_isNoneOfTheSingleAccount() {
    Operation multi = CONTRACT.operation("sendSmsCode");
    ObjectNode body = multi.firstSuccess().request().orElseThrow().deepCopy();
    String task = http.post(multi.path(), body.put("gryhm", "13800000009")).at("/data/taskId");
    Map<String, String> upload =
        Map.of("taskId", task, "smsCode", "002100", "nsrsbh", body.path("nsrsbh").asText());

    assertThat(http.post(UPLOAD, upload).code()).isEqualTo("5000");
    assertThat(http.post(CONTRACT.operation("uploadSmsCode").path(), upload).code())
        .isEqualTo("2000");
  }

  @Test
  void naturalPerson_task_isRedeemedWithoutATaxpayer() {
    Operation send = CONTRACT.operation("sendNaturalPersonSmsCode");
    ObjectNode body = send.firstSuccess().request().orElseThrow().deepCopy();
    String task = http.post(send.path(), body.put("gryhm", "13800000009")).at("/data/taskId");
    String upload = CONTRACT.operation("uploadNaturalPersonSmsCode").path();

    assertThat(http.post(upload, Map.of("taskId", task, "smsCode", "1")).caseName())
        .isEqualTo("wrong-sms-code");
    assertThat(http.post(upload, Map.of("taskId", task, "smsCode", "002100")).caseName())
        .isEqualTo("logged-in");
  }

  private JsonNode issue() {
    Map<String, String> body = Map.of("areaCode", "4400", "nsrsbh", "91110000TESTTEST02");
    return http.post(QR, body).json().path("data");
  }

  private Http.Answered scan(JsonNode issued) {
    String task = issued.path("taskId").asText();
    return http.post(
        QR_LOGIN, Map.of("taskId", task, "qrcodeId", issued.path("qrcodeId").asText()));
  }

  private boolean check(ObjectNode login) {
    return http.post(CHECK, login).json().path("data").asBoolean();
  }
}
