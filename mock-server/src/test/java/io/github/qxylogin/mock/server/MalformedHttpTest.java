package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.testing.RawResponseAssert.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.testing.RawResponse;
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
    RawResponse response = server.connect().send("nonsense\r\n\r\n").response();

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_withoutHost_isMalformed() {
    RawResponse response = server.connect().send("GET / HTTP/1.1\r\n\r\n").response();

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_twoContentLengths_isMalformed() {
    RawResponse response = send("POST", "/", "Content-Length: 2\r\nContent-Length: 3\r\n");

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_oversizedHeader_isTooLarge() {
    RawResponse response = send("GET", "/", "X: " + "x".repeat(40_000) + "\r\n");

    assertRejected(response, Problem.HEADERS_TOO_LARGE);
  }

  @Test
  void request_oversizedUri_isTooLarge() {
    RawResponse response = send("GET", "/" + "x".repeat(40_000), "");

    assertRejected(response, Problem.HEADERS_TOO_LARGE, 414);
  }

  @Test
  void request_unknownCharsetOfForm_isMalformed() {
    RawResponse response = sendForm(";charset=bogus", "a");

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_brokenPercentInForm_isMalformed() {
    RawResponse response = sendForm("", "a=%zz");

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_form_isGood() {
    RawResponse response = sendForm("", "a=%7A");

    assertThat(response.body()).isEqualTo("good");
  }

  @Test
  void request_brokenPercentInQuery_isMalformed() {
    RawResponse response = send("GET", "/x?a=%zz", "");

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_brokenPercentInQuery_isNotActedOn() {
    send("POST", "/x?a=%zz", "Content-Type: application/json\r\n");

    assertThat(server.backend().wasAsked()).isFalse();
  }

  @Test
  void request_brokenPercentInPath_isMalformed() {
    RawResponse response = send("GET", "/a%zz", "");

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_connect_isMalformed() {
    RawResponse response = send("CONNECT", "localhost:80", "");

    assertRejected(response, Problem.HTTP_MALFORMED);
  }

  @Test
  void request_head_hasTheLengthAndNoBody() {
    RawResponse response = send("HEAD", "/x", "");

    assertThat(response.head().lines()).contains("Content-Length: 4");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void request_options_arrivesAtTheMock() {
    send("OPTIONS", "/x", "");

    assertThat(server.backend().wasAsked()).isTrue();
  }

  @Test
  void request_mockThrows_isInternalError() {
    RawResponse response = send("GET", "/fail", "");

    assertRejected(response, Problem.SERVER_FAILED);
  }

  @Test
  void request_mockThrows_isLoggedWithItsCause() {
    send("GET", "/fail", "");

    assertThat(server.log()).contains("GET /fail failed", "secret-of-the-backend");
  }

  @Test
  void request_upgradeToHttp2_isServedInHttp1() throws Exception {
    HttpClient stock = HttpClient.newHttpClient();

    HttpResponse<String> response =
        stock.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/x")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(response.body()).isEqualTo("good");
  }

  @Test
  void request_headerWithUnderscore_arrives() {
    send("GET", "/x", "access_token: t_1\r\n");

    assertThat(server.backend().last().header().apply("access_token")).isEqualTo("t_1");
  }

  @Test
  void request_fileOfWireMock_arrivesAtTheMock() {
    RawResponse response = send("GET", "/__files/x", "");

    assertThat(response.body()).isEqualTo("good");
  }

  @Test
  void request_adminOff_arrivesAtTheMock() {
    RawResponse response = send("GET", "/__admin/mappings", "");

    assertThat(response.body()).isEqualTo("good");
  }

  private static RawResponse sendForm(String charset, String form) {
    return server
        .connect()
        .send(
            "POST /unowned HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + ("Content-Type: application/x-www-form-urlencoded" + charset + "\r\n")
                + ("Content-Length: " + form.length() + "\r\n\r\n" + form))
        .response();
  }

  private static RawResponse send(String method, String path, String headers) {
    return server
        .connect()
        .send(
            method
                + " "
                + path
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + headers
                + "\r\n")
        .response();
  }
}
