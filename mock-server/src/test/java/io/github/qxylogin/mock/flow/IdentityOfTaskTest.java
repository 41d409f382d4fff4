package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A call that redeems a task belongs to the task's identity, though it names none. */
@ExtendWith(TestedMock.class)
class IdentityOfTaskTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String TAXPAYER = "91110000TESTTEST02";
  private static final String PERSON = "13800000009";

  private final LoginMock mock;
  private final Http http;

  IdentityOfTaskTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @Test
  void outcome_ofATaxpayer_isGivenToTheLoginByTheTaxpayersQrCode() {
    JsonNode issued = issue(TAXPAYER);
    mock.identity(TAXPAYER).on("loginByQrCode").returns("task-expired");

    assertThat(scan(issued).caseName()).isEqualTo("task-expired");
  }

  @Test
  void outcome_ofATaxpayer_isNotGivenToAnothersQrCode() {
    JsonNode issued = issue("91110000TESTTEST03");
    mock.identity(TAXPAYER).on("loginByQrCode").returns("task-expired");

    assertThat(scan(issued).caseName()).isEqualTo("logged-in");
  }

  @Test
  void outcome_ofANaturalPerson_isGivenToTheUploadOfThePersonsCode() {
    String task = sendNaturally();
    mock.identity(PERSON).on("uploadNaturalPersonSmsCode").returns("wrong-sms-code");

    assertThat(uploadNaturally(task).caseName()).isEqualTo("wrong-sms-code");
  }

  @Test
  void fault_ofATaxpayer_strikesTheLoginByTheTaxpayersQrCode() {
    JsonNode issued = issue(TAXPAYER);
    mock.identity(TAXPAYER).on("loginByQrCode").fails(FaultKind.BAD_GATEWAY);

    assertThat(scan(issued).status()).isEqualTo(502);
  }

  @Test
  void verify_ofANaturalPerson_countsTheUploadAfterTheTaskHasEnded() {
    uploadNaturally(sendNaturally());

    mock.verify().operation("uploadNaturalPersonSmsCode").identity(PERSON).called(1);
  }

  @Test
  void journal_ofATaxpayer_hasTheLoginByTheTaxpayersQrCode() {
    scan(issue(TAXPAYER));

    JsonNode calls = http.get("/__mock/requests?identity=" + TAXPAYER).json();

    assertThat(calls.findValuesAsText("operation")).containsExactly("loginByQrCode", "getQrCode");
  }

  @Test
  void reset_forgetsWhomATaskWasIssuedTo() {
    String task = sendNaturally();
    mock.reset();

    uploadNaturally(task);

    mock.verify().identity(PERSON).never();
  }

  private JsonNode issue(String taxpayer) {
    return http.post(
            CONTRACT.operation("getQrCode").path(), Map.of("areaCode", "4400", "nsrsbh", taxpayer))
        .json()
        .path("data");
  }

  private Http.Response scan(JsonNode issued) {
    return http.post(
        CONTRACT.operation("loginByQrCode").path(),
        Map.of(
            "taskId", issued.path("taskId").asText(),
            "qrcodeId", issued.path("qrcodeId").asText()));
  }

  private String sendNaturally() {
    Operation send = CONTRACT.operation("sendNaturalPersonSmsCode");
    ObjectNode body = send.firstSuccess().request().deepCopy();
    return http.post(send.path(), body.put("gryhm", PERSON)).at("/data/taskId");
  }

  private Http.Response uploadNaturally(String task) {
    return http.post(
        CONTRACT.operation("uploadNaturalPersonSmsCode").path(),
        Map.of("taskId", task, "smsCode", "002100"));
  }
}
