package io.github.qxylogin.mock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.LoginMockBuilder;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import io.github.qxylogin.mock.testing.RawResponseAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page in a browser may call. */
class CorsTest {

  private static final String PAGE = "http://localhost:3000";
  private static final Operation UPLOAD = Contract.load().operation("uploadSmsCode");

  private static LoginMock mock;

  @BeforeAll
  static void start() {
    mock = LoginMock.start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  @Test
  void preflight_pageOfThisMachine_maySendWhatItAsksFor() {
    RawResponse response =
        send(
            mock,
            "OPTIONS " + UPLOAD.path(),
            "Origin: %s\r\nAccess-Control-Request-Method: POST\r\n".formatted(PAGE)
                + "Access-Control-Request-Headers: content-type,traceparent,x-any\r\n");

    assertThat(response.statusLine()).startsWith("HTTP/1.1 204 ");
    assertThat(response.head().lines())
        .contains(
            "Access-Control-Allow-Origin: " + PAGE,
            "Access-Control-Allow-Credentials: true",
            "Access-Control-Allow-Methods: POST",
            "Access-Control-Allow-Headers: content-type,traceparent,x-any",
            "Access-Control-Max-Age: 600",
            "Vary: Origin");
  }

  @Test
  void preflight_everyOperation_isAllowed() {
    assertThat(Contract.load().operations())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            operation ->
                assertThat(preflight(mock, operation.path(), PAGE).head())
                    .contains("Access-Control-Allow-Methods: " + operation.method()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi.json", "/openapi.yaml", "/", "/v2/public/invoice/query"})
  void preflight_whateverElse_isAllowed(String path) {
    RawResponse response = preflight(mock, path, PAGE);

    assertThat(response.head()).contains("Access-Control-Allow-Methods: POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/__mock/sms", "/__mock/reset"})
  void preflight_controlApi_isNotAllowed(String path) {
    RawResponse response = preflight(mock, path, PAGE);

    assertThat(response.statusLine()).startsWith("HTTP/1.1 403 ");
    assertThat(response.text()).doesNotContain("Access-Control-");
  }

  @Test
  void options_withoutRequestMethod_isAWrongMethod() {
    RawResponse response = send(mock, "OPTIONS " + UPLOAD.path(), "Origin: " + PAGE + "\r\n");

    assertThat(response.statusLine()).startsWith("HTTP/1.1 405 ");
  }

  @Test
  void options_withoutOrigin_isAWrongMethod() {
    RawResponse response =
        send(mock, "OPTIONS " + UPLOAD.path(), "Access-Control-Request-Method: POST\r\n");

    assertThat(response.statusLine()).startsWith("HTTP/1.1 405 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000",
        "https://localhost",
        "http://127.0.0.1:5173",
        "http://[::1]:80"
      })
  void call_pageOfThisMachine_mayReadTheResponse(String origin) {
    RawResponse response = call(mock, origin);

    assertThat(response.head().lines())
        .contains(
            "Access-Control-Allow-Origin: " + origin,
            "Access-Control-Expose-Headers: X-Mock-Case, X-Mock-Evidence, X-Mock-Fault,"
                + " X-Mock-Rule, X-Mock-Why, X-Mock-Warning, Preference-Applied",
            "Access-Control-Allow-Credentials: true",
            "Vary: Origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "http://localhost.evil.example",
        "http://localhost:3000.evil.example",
        "http://evil.example/http://localhost",
        "ftp://localhost",
        "null"
      })
  void call_pageOfAnotherSite_isRejected(String origin) {
    RawResponse response = call(mock, origin);

    RawResponseAssert.assertOriginNotAllowed(response, origin);
    assertThat(response.head().lines()).contains("Vary: Origin");
    assertThat(response.text()).doesNotContain("Access-Control-");
  }

  @Test
  void preflight_pageOfAnotherSite_namesTheOption() {
    RawResponse response = preflight(mock, UPLOAD.path(), "http://evil.example");

    RawResponseAssert.assertOriginNotAllowed(response, "http://evil.example");
    assertThat(response.body())
        .contains(
            "No page of this origin may call the mock: start it with --cors-origin ORIGIN, or"
                + " without this option and open the page at localhost. ORIGIN is"
                + " http://evil.example.\"");
    assertThat(response.text()).doesNotContain("Access-Control-");
  }

  @Test
  void call_pageOfNoOriginThatIsNamed_mayReadTheResponse() {
    try (LoginMock files = LoginMock.builder().corsOrigins("null").start()) {
      assertThat(call(files, "null").head()).contains("Access-Control-Allow-Origin: null");
    }
  }

  @Test
  void rejectedPage_isInTheJournalOnceWithTheOptionThatAllowsIt() {
    try (LoginMock asked = LoginMock.start()) {
      call(asked, "null");
      call(asked, "null");
      preflight(asked, UPLOAD.path(), "http://evil.example");

      assertThat(asked.calls())
          .extracting(
              call -> call.decision().caseName(),
              call -> call.request().headers().get("Origin"),
              call -> call.decision().why())
          .containsExactly(
              tuple("origin-not-allowed", "null", rejectionReason("null")),
              tuple(
                  "origin-not-allowed",
                  "http://evil.example",
                  rejectionReason("http://evil.example")));
    }
  }

  @Test
  void rejectedPages_many_leaveRoomForCalls() {
    try (LoginMock asked = LoginMock.builder().journal(1_000).start()) {
      for (int i = 0; i < 20; i++) {
        call(asked, "http://evil.example");
      }

      assertThat(asked.calls()).hasSize(1);
    }
  }

  @Test
  void rejectedPages_ofManySites_leaveRoomForCalls() {
    try (LoginMock asked = LoginMock.builder().journal(1_000).start()) {
      for (int i = 0; i < 20; i++) {
        call(asked, "http://evil%d.example".formatted(i));
      }

      assertThat(asked.calls()).hasSize(16);
    }
  }

  @Test
  void rejectedPage_isInTheJournalInChinese() {
    try (LoginMock asked = LoginMock.start()) {
      call(asked, "null");
      Http http = new Http(asked.url());

      assertThat(
              http.get("/__mock/requests?rule=before-rules", "Accept-Language", "zh").at("/0/why"))
          .isEqualTo("已拒绝来源 null 的页面，加 --cors-origin null 可允许");
    }
  }

  private static String rejectionReason(String origin) {
    return "pages of the origin %1$s are rejected: --cors-origin %1$s allows them"
        .formatted(origin);
  }

  @Test
  void call_noPage_hasNoHeadersOfOrigins() {
    RawResponse response = send(mock, "POST " + UPLOAD.path(), "Content-Length: 0\r\n");

    assertThat(response.text()).doesNotContain("Access-Control-", "Vary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type: text/plain|415",
        "Content-Length: 9999999|413",
        "Content-Encoding: gzip|415"
      })
  void call_rejected_isReadableToo(String header, int status) {
    RawResponse response =
        send(
            mock,
            "POST " + UPLOAD.path(),
            "Origin: %s\r\n%s\r\n%s\r\n{}"
                .formatted(PAGE, header, header.contains("Length") ? "" : "Content-Length: 2\r\n"));

    assertThat(response.statusLine()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(response.head()).contains("Access-Control-Allow-Origin: " + PAGE);
  }

  @Test
  void origins_named_areTheOnlyOnes() {
    try (LoginMock named = LoginMock.builder().corsOrigins("https://App.example").start()) {
      assertThat(call(named, "https://app.example").head()).contains("Access-Control-Allow-Origin");
      assertThat(call(named, PAGE).head()).doesNotContain("Access-Control-Allow-Origin");
    }
  }

  @Test
  void origins_star_areAll() {
    try (LoginMock open = LoginMock.builder().corsOrigins("*").start()) {
      assertThat(call(open, "null").head()).contains("Access-Control-Allow-Origin: null");
      assertThat(call(open, PAGE).head()).doesNotContain("Access-Control-Allow-Credentials");
    }
  }

  @Test
  void origins_none_areNone() {
    try (LoginMock closed = LoginMock.builder().corsOrigins().start()) {
      assertThat(call(closed, PAGE).head()).doesNotContain("Access-Control-Allow-Origin");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:3000", "http://localhost/", "", "http://a b"})
  void origins_withPathOrWithoutScheme_areRejected(String origin) {
    LoginMockBuilder builder = LoginMock.builder();

    assertThatThrownBy(() -> builder.corsOrigins(origin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            origin + " is no origin: write SCHEME://HOST or SCHEME://HOST:PORT, and no path");
  }

  private static RawResponse preflight(LoginMock mock, String path, String origin) {
    return send(
        mock,
        "OPTIONS " + path,
        "Origin: " + origin + "\r\nAccess-Control-Request-Method: POST\r\n");
  }

  private static RawResponse call(LoginMock mock, String origin) {
    return send(
        mock, "POST " + UPLOAD.path(), "Origin: " + origin + "\r\nContent-Length: 2\r\n\r\n{}");
  }

  private static RawResponse send(LoginMock mock, String start, String headers) {
    return RawConnection.to(mock)
        .send(start + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n")
        .response();
  }
}
