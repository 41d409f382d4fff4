package io.github.qxylogin.mock.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.junit.LoginMockExtension;
import io.github.qxylogin.mock.testing.Http;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A documented response in an undocumented place is marked as assumed. */
@ExtendWith(LoginMockExtension.class)
class EvidenceTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String QR = CONTRACT.operation("getQrCode").path();
  private static final Operation QR_LOGIN = CONTRACT.operation("loginByQrCode");
  private static final Operation RECOVER = CONTRACT.operation("recoverLogin");

  private final LoginMock mock;
  private final Http http;

  EvidenceTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @Test
  void qrLogin_taskThatExpired_isDocumented() {
    JsonNode issued = issue();
    mock.clock().advance(Duration.ofMinutes(5));

    assertThat(evidence(scan(issued))).isEqualTo("task-expired older-module");
    assertThat(evidence(scan(issued))).isEqualTo("task-expired older-module");
  }

  @Test
  void qrLogin_taskThatWasRedeemed_isAssumedToHaveEnded() {
    JsonNode issued = issue();
    scan(issued);

    assertThat(evidence(scan(issued))).isEqualTo("task-expired assumed");
  }

  @Test
  void qrLogin_taskOfSomebodyElse_isAssumedToHaveEnded() {
    ObjectNode issued = issue().put("qrcodeId", "other");

    assertThat(evidence(scan(issued))).isEqualTo("task-expired assumed");
  }

  @Test
  void recover_accountThatIsNotLocked_isAssumedToSucceed() {
    assertThat(evidence(recover())).isEqualTo("recovered assumed");
  }

  @Test
  void recover_accountThatIsLocked_isDocumented() {
    lock("91110000TESTTEST01");

    assertThat(evidence(recover())).isEqualTo("recovered older-module");
  }

  @Test
  void upload_cookieThatNoExampleNames_isAssumedToBeGood() {
    Http.Response uploaded =
        http.post(CONTRACT.operation("uploadCookie").path(), Map.of("type", "1", "cookie", "a=b"));

    assertThat(evidence(uploaded)).isEqualTo("valid assumed");
  }

  /** Recovers the documented account, in a request that is not the documented one. */
  private Http.Response recover() {
    ObjectNode body = RECOVER.firstSuccess().request().deepCopy();
    return http.post(RECOVER.path(), body.put("remark", "not documented"));
  }

  private void lock(String taxpayer) {
    Operation send = CONTRACT.operation("sendSmsCode");
    ObjectNode body = send.firstSuccess().request().deepCopy();
    String task =
        http.post(send.path(), body.put("nsrsbh", taxpayer).put("gryhm", "13800000009"))
            .at("/data/taskId");
    for (int i = 0; i < 5; i++) {
      http.post(
          CONTRACT.operation("uploadSmsCode").path(),
          Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", "000000"));
    }
  }

  private ObjectNode issue() {
    Map<String, String> body = Map.of("areaCode", "4400", "nsrsbh", "91110000TESTTEST02");
    return (ObjectNode) http.post(QR, body).json().path("data");
  }

  private Http.Response scan(JsonNode issued) {
    return http.post(
        QR_LOGIN.path(),
        Map.of(
            "taskId", issued.path("taskId").asText(),
            "qrcodeId", issued.path("qrcodeId").asText()));
  }

  private static String evidence(Http.Response response) {
    return response.caseName() + " " + response.header("X-Mock-Evidence");
  }
}
