package io.github.qxylogin.mock.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
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

/** How the SMS flow goes on from call to call. */
@ExtendWith(TestedMock.class)
class FlowTest {
  private static final Contract CONTRACT = Contract.load();
  private static final String SEND = CONTRACT.operation("sendSmsCode").path();
  private static final String UPLOAD = CONTRACT.operation("uploadSmsCode").path();
  private static final String CHECK = CONTRACT.operation("checkSession").path();
  private static final String TAXPAYER = "91110000TESTTEST02";
  private static final String CODE = "002100";

  private final LoginMock mock;
  private final Http http;

  FlowTest(LoginMock mock) {
    this.mock = mock;
    this.http = new Http(mock.url());
  }

  @ParameterizedTest
  @CsvSource({"accountId, ''", "accountId, zzz", "individualId, ''", "individualId, zzz"})
  void upload_afterASendWithAFieldThatItDoesNotDeclare_returnsTheIdsOfTheSend(
      String field, String stray) {
    Http.Response sent = http.post(SEND, sending("13800000000").put(field, stray));

    Http.Response uploaded = upload(sent.at("/data/taskId"), CODE);

    assertThat(uploaded.at("/data/" + field)).isEqualTo(sent.at("/data/" + field)).hasSize(32);
    assertThat(check(uploaded.at("/data/accountId"))).isTrue();
  }

  @Test
  void send_accountId_isTheDocumentedMd5() {
    ObjectNode body = sending("12345674321").put("sflx", "KPY");

    // MD5 of 12345674321[a%b@q]12345674321[a%b@q]开票员, computed with md5sum.
    assertThat(http.post(SEND, body).at("/data/accountId"))
        .isEqualTo("c100b1d7f578159b8113329cd46852c6");
  }

  @Test
  void send_taskId_isABareNumberThatADoubleLoses() {
    JsonNode taskId = send("13800000000").json().at("/data/taskId");

    assertThat(taskId.isIntegralNumber()).isTrue();
    assertThat(taskId.asLong()).isGreaterThan(1L << 53);
    assertThat((long) (double) taskId.asLong()).isNotEqualTo(taskId.asLong());
  }

  @Test
  void upload_taskOfARequestThatNamesAnotherTaxpayerWithinAMember_isItsOwnTaxpayers() {
    ObjectNode body = sending("13800000000");
    body.putObject("note").put("nsrsbh", "91110000TESTTEST03");
    String task = http.post(SEND, body).at("/data/taskId");

    assertThat(upload(TAXPAYER, task, CODE).caseName()).isEqualTo("logged-in");
  }

  @Test
  void upload_taskIdReadAsADouble_isTaskEnded() {
    long task = send("13800000000").json().at("/data/taskId").asLong();

    assertThat(upload(Long.toString((long) (double) task), CODE).code()).isEqualTo("5000");
  }

  @Test
  void upload_manyAtOnce_redeemsOnce() {
    String task = send("13800000000").at("/data/taskId");

    List<String> codes =
        IntStream.range(0, 40).parallel().mapToObj(i -> upload(task, CODE).code()).toList();

    assertThat(codes).filteredOn("2000"::equals).hasSize(1);
  }

  @Test
  void send_manyAtOnce_sendsOnce() {
    List<String> cases =
        IntStream.range(0, 40).parallel().mapToObj(i -> send("13800000000").caseName()).toList();

    assertThat(cases).filteredOn("sms-sent"::equals).hasSize(1);
  }

  @Test
  void upload_taskThatTheDocumentationPrints_isRedeemable() {
    JsonNode documented = CONTRACT.operation("sendSmsCode").documentedCase("sms-sent").request();
    http.post(SEND, documented);

    Http.Response uploaded =
        upload(documented.path("nsrsbh").asText(), "1736647432086679600", CODE);

    assertThat(uploaded.at("/data/accountId")).isEqualTo("836f8e89a726d14d4d1bd9e93b0fb946");
  }

  @Test
  void send_rightAfterADocumentedSendOfTheSamePerson_isTooFrequent() {
    ObjectNode documented =
        CONTRACT.operation("sendSmsCode").documentedCase("sms-sent").request().deepCopy();
    http.post(SEND, documented);

    assertThat(http.post(SEND, documented.put("type", "3")).caseName())
        .isEqualTo("sms-too-frequent");
  }

  @Test
  void send_rightAfterADocumentedLoginWithoutSms_isNotLimited() {
    ObjectNode documented =
        CONTRACT.operation("sendSmsCode").documentedCase("logged-in").request().deepCopy();
    http.post(SEND, documented);

    assertThat(http.post(SEND, documented.put("areaCode", "5100")).caseName())
        .isEqualTo("sms-sent");
  }

  @Test
  void upload_valuesOfAMegabyte_areDistinguished() {
    String taxpayer = "9".repeat(300_000);
    ObjectNode body = sending("13800000000").put("nsrsbh", taxpayer);
    String task = http.post(SEND, body).at("/data/taskId");

    assertThat(upload(taxpayer + "8", task, CODE).code()).isEqualTo("5000");
    assertThat(upload(taxpayer, task, CODE).code()).isEqualTo("2000");
  }

  @Test
  void check_beforeLogin_doesNotHold() {
    assertThat(check(send("13800000000").at("/data/accountId"))).isFalse();
  }

  @Test
  void check_afterTheSamePersonLoggedInElsewhere_doesNotHold() {
    String first = login("5100", "KPY");
    mock.clock().advance(Duration.ofMinutes(3));

    String second = login("5100", "BSY");

    assertThat(check(first)).isFalse();
    assertThat(check(second)).isTrue();
  }

  @Test
  void check_afterTheDocumentedUpload_holds() {
    JsonNode documented = CONTRACT.operation("uploadSmsCode").documentedCase("logged-in").request();
    String account = http.post(UPLOAD, documented).at("/data/accountId");

    Map<String, String> body =
        Map.of("nsrsbh", documented.path("nsrsbh").asText(), "accountId", account);
    assertThat(http.post(CHECK, body).json().path("data").asBoolean()).isTrue();
  }

  @Test
  void reset_forgetsTasksSessionsAndLimits() {
    String account = login("5100", "KPY");

    mock.reset();

    assertThat(check(account)).isFalse();
    assertThat(send("13800000000").caseName()).isEqualTo("sms-sent");
  }

  private String login(String areaCode, String identity) {
    ObjectNode body = sending("13800000000").put("areaCode", areaCode).put("sflx", identity);
    Http.Response uploaded = upload(http.post(SEND, body).at("/data/taskId"), CODE);
    assertThat(uploaded.code()).isEqualTo("2000");
    return uploaded.at("/data/accountId");
  }

  private Http.Response send(String person) {
    return http.post(SEND, sending(person));
  }

  private static ObjectNode sending(String person) {
    ObjectNode body =
        CONTRACT.operation("sendSmsCode").documentedCase("sms-sent").request().deepCopy();
    return body.put("nsrsbh", TAXPAYER).put("gryhm", person).put("sjhm", person);
  }

  private Http.Response upload(String task, String code) {
    return upload(TAXPAYER, task, code);
  }

  private Http.Response upload(String taxpayer, String task, String code) {
    return http.post(UPLOAD, Map.of("nsrsbh", taxpayer, "taskId", task, "smsCode", code));
  }

  private boolean check(String account) {
    return http.post(CHECK, Map.of("nsrsbh", TAXPAYER, "accountId", account))
        .json()
        .path("data")
        .asBoolean();
  }
}
