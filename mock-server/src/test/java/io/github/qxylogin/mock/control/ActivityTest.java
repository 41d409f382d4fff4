package io.github.qxylogin.mock.control;

import static io.github.qxylogin.mock.testing.Sending.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.TestedMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Testers who share a mock see who changed what. */
@ExtendWith(TestedMock.class)
class ActivityTest {
  private final Http http;

  ActivityTest(LoginMock mock) {
    this.http = new Http(mock.url());
  }

  private JsonNode newest(String... headers) {
    return http.get("/__mock/activity", headers).json().path(0);
  }

  private void lock() {
    http.call("PUT", "/__mock/outcomes/" + TAXPAYER, "{\"scene\":\"locked\"}");
  }

  @Test
  void change_byACall_saysWhoChangedWhat() {
    lock();

    assertThat(newest().path("from").asText()).isEqualTo("127.0.0.1");
    assertThat(newest().path("method").asText()).isEqualTo("PUT");
    assertThat(newest().path("path").asText()).isEqualTo("/__mock/outcomes/911****ST01");
    assertThat(newest().path("what").asText()).isEqualTo("Outcomes were set for 911****ST01.");
  }

  @Test
  void change_askedForInChinese_isSaidInChinese() {
    lock();

    assertThat(newest("Accept-Language", "zh").path("what").asText())
        .isEqualTo("为 911****ST01 设置了预设响应。");
  }

  @Test
  void change_ofTheClock_saysWhatItShows() {
    http.post("/__mock/clock", "{\"advance\":\"PT5M\",\"frozen\":true}");
    String now = http.get("/__mock/clock").at("/now").substring(0, 19);

    assertThat(newest().path("what").asText()).endsWith("it shows " + now + "Z.");
  }

  @Test
  void calls_thatChangeNothing_areNotListed() {
    http.get("/__mock/sms");
    http.call("PUT", "/__mock/outcomes/1", "{\"case\":\"no-such-case\"}");
    http.call("DELETE", "/__mock/faults/none", "");

    assertThat(http.get("/__mock/activity").json()).isEmpty();
  }

  @Test
  void changes_moreThanTwoHundred_areTheNewest() {
    lock();
    for (int i = 0; i < 200; i++) {
      http.call(
          "PUT",
          "/__mock/faults/f" + i,
          "{\"operation\":\"sendSmsCode\",\"fault\":\"bad-gateway\"}");
    }

    JsonNode all = http.get("/__mock/activity").json();

    assertThat(all).hasSize(200);
    assertThat(all.path(199).path("path").asText()).isEqualTo("/__mock/faults/f0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%241", "%24%7Bx%7D", "%5C"})
  void change_ofAnIdentityWithSignsOfAPattern_isListed(String identity) {
    Http.Response changed =
        http.call("PUT", "/__mock/outcomes/" + identity + "1234567890", "{\"scene\":\"locked\"}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(newest().path("what").asText()).startsWith("Outcomes were set for");
  }

  @Test
  void reset_isListedAndForgetsNoChange() {
    lock();

    http.post("/__mock/reset", "");

    assertThat(http.get("/__mock/activity").json()).hasSize(2);
    assertThat(newest().path("what").asText()).isEqualTo("Everything was reset.");
  }
}
