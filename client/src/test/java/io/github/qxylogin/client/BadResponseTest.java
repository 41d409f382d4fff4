package io.github.qxylogin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.qxylogin.client.errors.InvalidResponseException;
import io.github.qxylogin.client.errors.PlatformException;
import io.github.qxylogin.client.errors.RateLimitedException;
import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadResponseTest {
  private static final String MAY_HAVE_ACTED =
      " The platform may have acted: check before you send it again.";

  @AutoClose private final FakePlatform platform = new FakePlatform();
  @AutoClose private final QixiangyunLogin login = platform.builder().build();

  @ParameterizedTest
  @EnumSource
  void call_htmlOfAGateway_isReported(Form form) {
    platform.respond(
        "sendSmsCode",
        new MockResponse()
            .setResponseCode(502)
            .setHeader("Content-Type", "text/html")
            .setBody("<html>Bad Gateway</html>"));

    PlatformException failed =
        catchThrowableOfType(PlatformException.class, () -> form.send(login));

    assertThat(failed)
        .hasMessageStartingWith("sendSmsCode returned HTTP 502 (system)")
        .hasMessageContaining("A gateway returned text/html instead of the contract's JSON.");
    assertThat(failed.mayHaveActed()).isTrue();
    assertThat(failed.retryable()).isFalse();
  }

  /** Callers handle it like the error codes of these families. */
  @ParameterizedTest
  @CsvSource({"302, false", "307, false", "502, true", "503, true", "504, true"})
  void check_statusOfAGateway_isAFailureOfThePlatform(int status, boolean retryable) {
    platform.respond("checkSession", new MockResponse().setResponseCode(status).setBody("<html>"));

    PlatformException failed =
        catchThrowableOfType(PlatformException.class, () -> Form.BLOCKING.check(login));

    assertThat(failed.httpStatus()).hasValue(status);
    assertThat(failed.retryable()).isEqualTo(retryable);
    assertThat(failed.mayHaveActed()).isFalse();
  }

  @Test
  void check_429OfAGateway_isALimitOfTheRate() {
    platform.respond(
        "checkSession", new MockResponse().setResponseCode(429).setHeader("Retry-After", "120"));

    RateLimitedException failed =
        catchThrowableOfType(RateLimitedException.class, () -> Form.BLOCKING.check(login));

    assertThat(failed.retryAfter()).hasValue(Duration.ofMinutes(2));
    assertThat(platform.requests("checkSession")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void call_problemDocument_isReported(Form form) {
    platform.respond(
        "sendSmsCode",
        new MockResponse()
            .setResponseCode(404)
            .setHeader("Content-Type", "application/problem+json;charset=UTF-8")
            .setBody("{\"type\":\"about:blank\",\"title\":\"Not found\",\"status\":404}"));

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessage(
            "sendSmsCode returned application/problem+json instead of the contract's JSON"
                + " (HTTP 404)."
                + MAY_HAVE_ACTED);
  }

  @ParameterizedTest
  @EnumSource
  void call_htmlWithStatus200_isReported(Form form) {
    platform.respond("sendSmsCode", "<html>");

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(InvalidResponseException.class)
        // Where it begins, or as Jackson 2.15 has it, behind that.
        .hasMessageMatching(
            Pattern.quote("sendSmsCode returned text that is no JSON of the contract at line 1, ")
                + "column [12]"
                + Pattern.quote(" (HTTP 200)." + MAY_HAVE_ACTED));
  }

  @ParameterizedTest
  @EnumSource
  void call_emptyBody_isReported(Form form) {
    platform.respond("sendSmsCode", "");

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessage("sendSmsCode returned nothing: the body is empty (HTTP 200)." + MAY_HAVE_ACTED);
  }

  @ParameterizedTest
  @EnumSource
  void call_emptyErrorOfJson_isReported(Form form) {
    platform.respond(
        "sendSmsCode",
        new MockResponse().setResponseCode(500).setHeader("Content-Type", "application/json"));

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessage("sendSmsCode returned nothing: the body is empty (HTTP 500)." + MAY_HAVE_ACTED);
  }

  @ParameterizedTest
  @CsvSource({"BLOCKING, 200", "BLOCKING, 500", "FUTURE, 200", "FUTURE, 500"})
  void call_falseGzip_isInvalid(Form form, int status) {
    platform.respond(
        "sendSmsCode",
        new MockResponse()
            .setResponseCode(status)
            .setHeader("Content-Encoding", "gzip")
            .setBody("{\"code\":\"2000\"}"));

    assertThatThrownBy(() -> form.send(login))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessage(
            "sendSmsCode returned a body that is not packed as its headers say (HTTP %d)."
                    .formatted(status)
                + MAY_HAVE_ACTED);
  }

  @ParameterizedTest
  @EnumSource
  void call_statusContradictsTheCode_isInvalid(Form form) {
    String body = FakePlatform.documented("checkSession", "valid").toString();
    platform.respond("checkSession", new MockResponse().setResponseCode(500).setBody(body));

    assertThatThrownBy(() -> form.check(login))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageStartingWith(
            "checkSession returned an HTTP status that contradicts its code (HTTP 500");
  }

  /** A gateway's error passes; a success that is no response of the contract stays one. */
  @ParameterizedTest
  @CsvSource({"200, false", "404, false", "500, true"})
  void call_htmlToAReadingCall_isRetryableWhenTheServerFailed(int status, boolean retryable) {
    platform.respond("checkSession", new MockResponse().setResponseCode(status).setBody("<html>"));

    InvalidResponseException failed =
        catchThrowableOfType(InvalidResponseException.class, () -> Form.BLOCKING.check(login));

    assertThat(failed.retryable()).isEqualTo(retryable);
  }

  @ParameterizedTest
  @EnumSource
  void call_truncatedJson_isInvalid(Form form) {
    platform.respond("sendSmsCode", "{\"code\":\"2000\",\"success\":tr");

    assertThatThrownBy(() -> form.send(login)).isInstanceOf(InvalidResponseException.class);
  }

  @ParameterizedTest
  @CsvSource({"null", "[]", "'\"text\"'", "7", "{}", "'{\"code\":null,\"success\":true}'"})
  void call_jsonWithoutACode_isInvalid(String body) {
    platform.respond("sendSmsCode", body);

    assertThatThrownBy(() -> Form.BLOCKING.send(login))
        .isInstanceOf(InvalidResponseException.class);
  }

  @Test
  void call_memberOfAnotherType_isNamedButNotQuoted() {
    platform.respond(
        "uploadSmsCode",
        "{\"code\":\"2000\",\"success\":true,\"reqId\":\"r\",\"data\":"
            + "{\"accountId\":[\"canary\"],\"dppt\":{\"cookie\":\"a=b\"}}}");

    InvalidResponseException failed =
        catchThrowableOfType(InvalidResponseException.class, () -> Form.BLOCKING.upload(login));

    assertThat(failed.field()).hasValue("data.accountId");
    assertThat(failed.reqId()).hasValue("r");
    assertThat(failed).hasNoCause().hasMessageNotContaining("canary");
  }

  /** OkHttp takes any three digits. */
  @ParameterizedTest
  @ValueSource(strings = {"000", "099", "600", "999"})
  void call_statusThatHttpHasNot_isInvalidAndMayHaveActed(String status) {
    platform.respond(
        "uploadSmsCode", new MockResponse().setStatus("HTTP/1.1 " + status + " Odd").setBody("{}"));

    for (Form form : Form.values()) {
      InvalidResponseException failed =
          catchThrowableOfType(InvalidResponseException.class, () -> form.upload(login));

      assertThat(failed.mayHaveActed()).isTrue();
      assertThat(failed.responseBody()).hasValue("{}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_emptyTextInsteadOfTheSession_namesTheField(Form form) {
    platform.respond("checkSession", "{\"code\":\"2000\",\"success\":true,\"data\":\"\"}");

    InvalidResponseException failed =
        catchThrowableOfType(InvalidResponseException.class, () -> form.check(login));

    assertThat(failed.field()).hasValue("data");
  }
}
