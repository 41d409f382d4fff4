package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.testing.RawAnswerAssert.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.RawAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the server does with heads: malformed, oversized, unusual, or good. */
class MalformedHttpTest {

  @RegisterExtension static final RunningServer server = new RunningServer(ServerLimits.DEFAULT);

  @Test
  void request_noHttpAtAll_isMalformed() {
    RawAnswer answer = server.connect().send("nonsense\r\n\r\n").answer();

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_withoutHost_isMalformed() {
    RawAnswer answer = server.connect().send("GET / HTTP/1.1\r\n\r\n").answer();

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_twoContentLengths_isMalformed() {
    RawAnswer answer = send("POST", "/", "Content-Length: 2\r\nContent-Length: 3\r\n");

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_oversizedHeader_isTooLarge() {
    RawAnswer answer = send("GET", "/", "X: " + "x".repeat(40_000) + "\r\n");

    assertRefused(answer, Problem.HEADERS_TOO_LARGE);
  }

  @Test
  void request_oversizedUri_isTooLarge() {
    RawAnswer answer = send("GET", "/" + "x".repeat(40_000), "");

    assertRefused(answer, Problem.HEADERS_TOO_LARGE, 414);
  }

  @Test
  void request_unknownCharsetOfForm_isMalformed() {
    RawAnswer answer = sendForm(";charset=bogus", "a");

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_brokenPercentInForm_isMalformed() {
    RawAnswer answer = sendForm("", "a=%zz");

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_form_isGood() {
    RawAnswer answer = sendForm("", "a=%7A");

    assertThat(answer.body()).isEqualTo("good");
  }

  @Test
  void request_brokenPercentInQuery_isMalformed() {
    RawAnswer answer = send("GET", "/x?a=%zz", "");

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_brokenPercentInQuery_isNotActedOn() {
    send("POST", "/x?a=%zz", "Content-Type: application/json\r\n");

    assertThat(server.backend().wasAsked()).isFalse();
  }

  @Test
  void request_brokenPercentInPath_isMalformed() {
    RawAnswer answer = send("GET", "/a%zz", "");

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_connect_isMalformed() {
    RawAnswer answer = send("CONNECT", "localhost:80", "");

    assertRefused(answer, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_head_hasTheLengthAndNoBody() {
    RawAnswer answer = send("HEAD", "/x", "");

    assertThat(answer.head().lines()).contains("Content-Length: 4");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void request_options_arrivesAtTheMock() {
    send("OPTIONS", "/x", "");

    assertThat(server.backend().wasAsked()).isTrue();
  }

  @Test
  void request_mockThrows_isInternalError() {
    RawAnswer answer = send("GET", "/fail", "");

    assertRefused(answer, Problem.SERVER_FAILED);
  }

  @Test
  void request_mockThrows_isLoggedWithItsCause() {
    send("GET", "/fail", "");

    assertThat(server.log()).contains("GET /fail failed", "secret-of-the-backend");
  }

  @Test
  void request_upgradeToHttp2_isAnsweredInHttp1() throws Exception {
    HttpClient stock = HttpClient.newHttpClient();

    HttpResponse<String> answer =
        stock.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/x")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(answer.body()).isEqualTo("good");
  }

  @Test
  void request_headerWithUnderscore_arrives() {
    send("GET", "/x", "access_token: t_1\r\n");

    assertThat(server.backend().last().header().apply("access_token")).isEqualTo("t_1");
  }

  @Test
  void request_fileOfWireMock_arrivesAtTheMock() {
    RawAnswer answer = send("GET", "/__files/x", "");

    assertThat(answer.body()).isEqualTo("good");
  }

  @Test
  void request_adminOff_arrivesAtTheMock() {
    RawAnswer answer = send("GET", "/__admin/mappings", "");

    assertThat(answer.body()).isEqualTo("good");
  }

  private static RawAnswer sendForm(String charset, String form) {
    return server
        .connect()
        .send(
            "POST /unowned HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + ("Content-Type: application/x-www-form-urlencoded" + charset + "\r\n")
                + ("Content-Length: " + form.length() + "\r\n\r\n" + form))
        .answer();
  }

  private static RawAnswer send(String method, String path, String headers) {
    return server
        .connect()
        .send(
            method
                + " "
                + path
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + headers
                + "\r\n")
        .answer();
  }
}
