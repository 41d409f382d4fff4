package io.github.qxylogin.mock.console;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static io.github.qxylogin.mock.console.Platform.SEND;
import static io.github.qxylogin.mock.console.Platform.TAXPAYER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a page in a browser gets that calls the mock, as the guide describes it. */
@Slow
class CallingPageTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  private static final String PAGE = "<!doctype html><link rel='icon' href='data:,'><p>A page";
  private static final String FAILED = "TypeError: Failed to fetch";

  /** Sends an SMS code from the page, and returns the body of the response, or the error. */
  private static String send(LoginMock mock) {
    return (String)
        BROWSER
            .driver()
            .executeAsyncScript(
                """
                const [url, body, done] = arguments;
                fetch(url, {method: 'POST', headers: {'Content-Type': 'application/json'}, body})
                  .then((response) => response.text())
                  .then(done, (error) => done(String(error)));
                """,
                mock.url() + SEND.path(),
                Http.json(Platform.sending(TAXPAYER)));
  }

  private static void openPage(LoginMock mock) {
    mock.wireMock().stubFor(get("/page").willReturn(okForContentType("text/html", PAGE)));
    BROWSER.driver().get(mock.url() + "/page");
  }

  /**
   * The responses to the page's calls, with their HTTP status, which is 0 for one that got lost.
   */
  private static Stream<String> responses(LoginMock mock) {
    return mock.calls().stream()
        .filter(call -> call.request().operation().isPresent())
        .map(call -> call.decision().caseName() + " " + call.response().status());
  }

  /** Chromium sends a request again whose connection it had used before. */
  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET", "EMPTY_RESPONSE"})
  void call_connectionLostOnce_isSentAgainByTheBrowser(FaultKind fault) {
    try (LoginMock mock = LoginMock.start()) {
      openPage(mock);
      mock.identity(TAXPAYER).once().fails(fault);

      assertThat(send(mock)).contains("8001");
      assertThat(responses(mock)).containsExactlyInAnyOrder("sms-sent 0", "sms-too-frequent 200");
      BROWSER.leave();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET", "EMPTY_RESPONSE"})
  void call_connectionLostEachTime_fails(FaultKind fault) {
    BROWSER.expects(error -> error.contains("net::ERR_"));
    try (LoginMock mock = LoginMock.start()) {
      openPage(mock);
      mock.identity(TAXPAYER).fails(fault);

      assertThat(send(mock)).isEqualTo(FAILED);
      assertThat(responses(mock)).contains("sms-sent 0").doesNotContain("sms-too-frequent 200");
      BROWSER.leave();
    }
  }

  @Test
  void call_ofAPageFromAFile_isRejected(@TempDir Path folder) throws IOException {
    BROWSER.expects(error -> error.contains("CORS") || error.contains("net::ERR_FAILED"));
    try (LoginMock mock = LoginMock.start()) {
      openFile(folder);

      assertThat(send(mock)).isEqualTo(FAILED);
      BROWSER.leave();
    }
  }

  @Test
  void call_ofAPageFromAFile_getsThroughWhereItsOriginMay(@TempDir Path folder) throws IOException {
    try (LoginMock mock = LoginMock.builder().corsOrigins("null").start()) {
      openFile(folder);

      assertThat(send(mock)).contains("taskId");
      BROWSER.leave();
    }
  }

  private static void openFile(Path folder) throws IOException {
    BROWSER.driver().get(Files.writeString(folder.resolve("page.html"), PAGE).toUri() + "");
  }
}
