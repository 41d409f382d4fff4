package io.github.qxylogin.mock.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the SMS that were sent to several, each tester finds its own. */
@ExtendWith(TestedMock.class)
class SmsResourceTest {
  private static final Operation SEND = Contract.load().operation("sendSmsCode");
  private static final Operation UPLOAD = Contract.load().operation("uploadSmsCode");
  private static final String MINE = "91110000TESTTEST01";
  private static final String THEIRS = "91110000TESTTEST02";

  private final Http http;
  private String first;
  private String second;
  private String third;

  SmsResourceTest(LoginMock mock) {
    this.http = new Http(mock.url());
  }

  @BeforeEach
  void send() {
    first = send(MINE, "13800000001");
    second = send(THEIRS, "13800000002");
    third = send(MINE, "13800000003");
  }

  @Test
  void sms_ofATaxpayer_areItsAlone() {
    assertThat(sms("?nsrsbh=" + MINE)).containsExactly(third, first);
  }

  @Test
  void sms_ofAMobileNumber_areFoundByTheRealOneThoughItIsMasked() {
    assertThat(sms("?sjhm=13800000002")).containsExactly(second);
    assertThat(sms("?sjhm=138****0002")).isEmpty();
    assertThat(http.get("/__mock/sms?sjhm=13800000002").text()).doesNotContain("13800000002");
  }

  @ParameterizedTest
  @CsvSource({"+8613800000004", "%2B8613800000004"})
  void sms_ofANumberWithAPlus_areFound(String number) {
    String task = send(MINE, "+8613800000004");

    assertThat(sms("?sjhm=" + number)).containsExactly(task);
  }

  @Test
  void sms_ofATask_isItsOwn() {
    assertThat(sms("?taskId=" + first)).containsExactly(first);
  }

  @Test
  void sms_limited_areTheNewest() {
    assertThat(sms("?limit=2")).containsExactly(third, second);
  }

  @Test
  void sms_bySeveral_fitAllOfThem() {
    assertThat(sms("?nsrsbh=" + MINE + "&limit=1")).containsExactly(third);
    assertThat(sms("?nsrsbh=" + MINE + "&sjhm=13800000002")).isEmpty();
  }

  @Test
  void sms_unknownParameter_isRejectedWithThoseThereAre() {
    Http.Response response = http.get("/__mock/sms?identity=" + MINE);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.at("/detail"))
        .isEqualTo(
            "There is no parameter 'identity'."
                + " It has: taskId, nsrsbh, sjhm, targetNsrsbh, aggOrgId, accountId, limit.");
    assertThat(response.json().path("available")).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?limit=x           | The parameter limit must be a whole number from 0 up.",
        "?nsrsbh=           | The parameter nsrsbh is empty.",
        "?nsrsbh            | The parameter nsrsbh is empty.",
        "?limit=1&limit=2   | The parameter limit is repeated.",
      })
  void sms_wrongParameter_reportsTheMistake(String query, String detail) {
    Http.Response response = http.get("/__mock/sms" + query);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.at("/detail")).isEqualTo(detail);
  }

  @Test
  void sms_waiting_saysByWhatItWasSentAndWhenTheNextMayBe() {
    http.post("/__mock/clock", "{\"frozen\":true}");
    send("91110000TESTTEST03", "13800000004");

    JsonNode sent = newest();

    assertThat(sent.path("state").asText()).isEqualTo("open");
    assertThat(sent.path("operation").asText()).isEqualTo(SEND.id());
    assertThat(instant(sent, "nextAllowedAt"))
        .isEqualTo(instant(sent, "sentAt").plus(SEND.flow().resendAfter()));
  }

  @Test
  void sms_redeemed_saysSo() {
    ObjectNode upload = UPLOAD.documentedCase("logged-in").request().deepCopy();

    http.post(UPLOAD.path(), upload.put("nsrsbh", MINE).put("taskId", third));

    assertThat(newest().path("state").asText()).isEqualTo("redeemed");
  }

  @Test
  void sms_late_hasExpiredAndIsInNobodysWay() {
    http.post("/__mock/clock", "{\"advance\":\"PT1H\"}");

    assertThat(newest().path("state").asText()).isEqualTo("expired");
    assertThat(newest().has("nextAllowedAt")).isFalse();
  }

  @Test
  void latest_codeThatWasUsed_saysSo() {
    ObjectNode upload = UPLOAD.documentedCase("logged-in").request().deepCopy();
    http.post(UPLOAD.path(), upload.put("nsrsbh", MINE).put("taskId", third));

    Http.Response response = http.get("/__mock/sms/latest?taskId=" + third);

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.at("/detail"))
        .isEqualTo("The code of the newest matching SMS was used: send a new one.");
  }

  @Test
  void latest_codeThatHasExpired_saysSo() {
    http.post("/__mock/clock", "{\"advance\":\"PT1H\"}");

    assertThat(http.get("/__mock/sms/latest").at("/detail"))
        .isEqualTo("The code of the newest matching SMS has expired: send a new one.");
  }

  @Test
  void latest_ofNobody_saysThatNoneWasSent() {
    assertThat(http.get("/__mock/sms/latest?nsrsbh=91110000TESTTEST09").at("/detail"))
        .isEqualTo("No SMS matches.");
  }

  private JsonNode newest() {
    return http.get("/__mock/sms?limit=1").json().get(0);
  }

  private static Instant instant(JsonNode sent, String member) {
    return Instant.parse(sent.path(member).asText());
  }

  private List<String> sms(String query) {
    return http.get("/__mock/sms" + query).json().findValuesAsText("taskId");
  }

  private String send(String taxpayer, String mobile) {
    ObjectNode body = SEND.documentedCase("sms-sent").request().deepCopy();
    body.put("nsrsbh", taxpayer).put("gryhm", mobile).put("sjhm", mobile);
    return http.post(SEND.path(), body).at("/data/taskId");
  }
}
