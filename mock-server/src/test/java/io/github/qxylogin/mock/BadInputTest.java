package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller gets who sends what nobody should: the envelope, and a server that goes on. */
class BadInputTest {
  private static final Operation UPLOAD = Contract.load().operation("uploadSmsCode");
  private static final String REQUEST_LINE = "POST " + UPLOAD.path() + " HTTP/1.1\r\nHost: x\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";

  private static LoginMock mock;

  @BeforeAll
  static void start() {
    mock = LoginMock.start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @AfterEach
  void goodRequestIsAnswered() {
    Http.Answered answered =
        new Http(mock.url())
            .post(UPLOAD.path(), UPLOAD.documentedCase("logged-in").request().orElseThrow());

    assertThat(answered.caseName()).isEqualTo("logged-in");
  }

  @Test
  void post_twoMebibytes_isTooLarge() {
    assertEnvelope(
        raw(JSON + "Content-Length: 2097152\r\n\r\n" + "x".repeat(2 << 20)), 413, "400000", "过大");
  }

  @Test
  void post_headersOf40Kibibytes_areTooLarge() {
    assertEnvelope(raw(JSON + "X: " + "x".repeat(40 << 10) + "\r\n\r\n"), 431, "400000", "请求头过大");
  }

  @Test
  void post_badChunking_isMalformed() {
    assertEnvelope(
        raw(JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
        400,
        "400000",
        "HTTP请求不合法");
  }

  @Test
  void post_falseGzip_isNotWhatItSays() {
    assertEnvelope(
        raw(JSON + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"),
        400,
        "400000",
        "Content-Encoding");
  }

  @Test
  void post_bodyThatDoesNotCome_isTooSlow() {
    EdgeLimits limits = EdgeLimits.DEFAULT.withBodyTime(Duration.ofMillis(200));
    try (LoginMock impatient = LoginMock.builder().limits(limits).start()) {
      RawAnswer answer =
          RawConnection.to(impatient)
              .send(REQUEST_LINE + JSON + "Content-Length: 10\r\n\r\n{")
              .answer();

      assertEnvelope(answer, 408, "400000", "超时");
    }
  }

  @Test
  void post_requestLineThatIsNone_isMalformed() {
    RawAnswer answer = new RawConnection(port()).send("NONSENSE\r\n\r\n").answer();

    assertEnvelope(answer, 400, "400000", "HTTP请求不合法");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "nonsense"})
  void post_wrongContentType_saysWhichIsRight(String type) {
    assertEnvelope(
        raw("Content-Type: " + type + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"),
        415,
        "400000",
        "application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/v2", "/__admin/mappings", "/__files/x", "/v2/public/oauth2/login/"})
  void get_unknownPath_isNoInterface(String path) {
    RawAnswer answer =
        new RawConnection(port())
            .send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .answer();

    assertEnvelope(answer, 404, "505001", "接口不存在");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void call_wrongMethod_saysWhichIsRight(String method) {
    RawAnswer answer =
        new RawConnection(port())
            .send(method + REQUEST_LINE.substring(4) + "Connection: close\r\n\r\n")
            .answer();

    assertEnvelope(answer, 405, "505001", UPLOAD.method());
    assertThat(answer.text()).contains("Allow: " + UPLOAD.method());
  }

  private static RawAnswer raw(String rest) {
    return new RawConnection(port()).send(REQUEST_LINE + rest).answer();
  }

  private static int port() {
    return Integer.parseInt(mock.url().substring(mock.url().lastIndexOf(':') + 1));
  }

  private static void assertEnvelope(RawAnswer answer, int status, String code, String message) {
    assertThat(answer.text()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.text())
        .contains("application/json;charset=UTF-8", "X-Mock-Case: ", "X-Mock-Evidence: assumed")
        .doesNotContain("\tat ");
    assertThat(Http.parse(answer.body()).path("code").asText()).isEqualTo(code);
    assertThat(Http.parse(answer.body()).path("reqId").asText()).matches("[0-9a-f]{32}");
    assertThat(Http.parse(answer.body()).path("success").asBoolean(true)).isFalse();
    assertThat(Http.parse(answer.body()).path("message").asText()).contains(message);
  }
}
