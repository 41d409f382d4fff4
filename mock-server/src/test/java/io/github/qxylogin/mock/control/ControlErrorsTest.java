package io.github.qxylogin.mock.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The control API reports errors by RFC 9457. */
class ControlErrorsTest {
  private static final LoginMock MOCK = LoginMock.start();
  private static final Http HTTP = new Http(MOCK.url());
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int MORE_THAN_A_BODY_MAY_HAVE = (1 << 20) + 1;

  @AfterAll
  static void stop() {
    MOCK.close();
  }

  @ParameterizedTest
  @MethodSource
  void body_beyondTheLimitsOfReading_saysWhatAndWhere(
      String call, String body, String detail, int from) {
    String[] parts = call.split(" ", 2);

    Http.Response response = HTTP.call(parts[0], "/__mock/" + parts[1], body);

    assertThat(response.status()).as(response.text()).isEqualTo(400);
    assertThat(response.header("Content-Type")).startsWith("application/problem+json");
    assertThat(response.at("/detail")).startsWith(detail);
    assertThat(column(response.at("/detail"))).isBetween(from, body.length() + 1);
  }

  static Stream<Arguments> body_beyondTheLimitsOfReading_saysWhatAndWhere() {
    String cannot = "the body cannot be read: ";
    String depth = "Document nesting depth (1001) exceeds the maximum allowed (1000)";
    String length = "Number value length (1001) exceeds the maximum allowed (1000)";
    String place = ": line 1, column ";
    String deep = "{\"a\":".repeat(1_001);
    String digits = "{\"times\":" + "9".repeat(1_001) + "}";
    String name = "{\"" + "a".repeat(60_000) + "\":1}";
    return Stream.of("PUT outcomes/x", "PUT faults/x", "POST clock")
        .flatMap(
            call ->
                Stream.of(
                    Arguments.of(call, deep, cannot + depth + place, 5_000),
                    Arguments.of(call, digits, cannot + length + place, 10),
                    Arguments.of(call, name, cannot + "Name length (", 2)));
  }

  private static int column(String detail) {
    return Integer.parseInt(detail.replaceAll("(?s).*, column (\\d+)$", "$1"));
  }

  @Test
  void reset_bodyWithAMember_isRejected() {
    Http.Response response = HTTP.post("/__mock/reset", "{\"identity\":\"1\"}");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.at("/detail"))
        .isEqualTo("The body has no field 'identity': send no fields.");
  }

  @Test
  void reset_bodyThatIsNoObject_isRejected() {
    assertThat(HTTP.post("/__mock/reset", "[]").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}"})
  void reset_emptyBody_isDone(String body) {
    assertThat(HTTP.post("/__mock/reset", body).status()).isEqualTo(200);
  }

  @Test
  void body_inAnEncodingThatDoesNotExist_isRejected() throws Exception {
    byte[] bytes = {0, 0, (byte) 0xFF, (byte) 0xFE, 0, 0};

    HttpResponse<String> response = put("/__mock/outcomes/x", bytes, "identity");

    assertThat(response.statusCode()).isEqualTo(400);
    assertProblem(response, 400, "Bad control request");
  }

  @ParameterizedTest
  @CsvSource({
    "/__mock/outcomes/x, 413, Body too large",
    "/%5F_mock/outcomes/x, 404, Not found",
    "//__mock/outcomes/x, 404, Not found",
  })
  void body_tooLarge_isAProblem(String path, int status, String title) throws Exception {
    assertProblem(put(path, new byte[MORE_THAN_A_BODY_MAY_HAVE], "identity"), status, title);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%5F_mock/health", "//__mock/health", "//%5F_mock/health", "/%5F_mock"})
  void path_otherSpellingOfOurs_isAProblem(String path) {
    RawResponse response =
        RawConnection.to(MOCK)
            .send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .response();

    assertThat(response.statusLine()).startsWith("HTTP/1.1 404 ");
    assertThat(response.text()).contains("application/problem+json").doesNotContain("X-Mock-Case");
  }

  @Test
  void body_compressed_isAProblem() throws Exception {
    assertProblem(put("/__mock/outcomes/x", "{}".getBytes(UTF_8), "gzip"), 415, "Body encoding");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "outcomes/x|{\"case\":\"sms-sent\",\"times\":99999999999}|times is a number that is too large.",
        "outcomes/x|{\"request\":99999999999999999999}|request is a number that is too large.",
        "outcomes/x|{\"scene\":\"locked\",\"times\":99999999999}|times is a number that is too large.",
        "faults/x|{\"fault\":99999999999}|fault is a number that is too large.",
        "faults/x|{\"fault\":\"dribbled-body\",\"numberOfChunks\":99999999999}|numberOfChunks is a number that is too large.",
        "outcomes/x|{\"case\":\"sms-sent\",\"times\":1.5}|times must be a whole number from 1 to 1000000.",
        "outcomes/x|{\"scene\":\"locked\",\"times\":\"a\"}|times must be a whole number from 1 to 1000000.",
        "outcomes/x|{\"request\":null}|Send either case or code, such as {\"case\": \"sms-too-frequent\", \"times\": 2}; data may be sent with them or alone, response only alone.",
      })
  void member_beyondItsType_isNamed(String resource, String body, String detail) {
    Http.Response response = HTTP.call("PUT", "/__mock/" + resource, body);

    assertThat(response.status()).as(response.text()).isEqualTo(400);
    assertThat(response.at("/detail")).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PUT|outcomes/x|{\"case\":\"sms-too-frequnt\"}|the contract has no case 'sms-too-frequnt'. Did you mean 'sms-too-frequent'? It has: ",
        "GET|requests?opration=x||There is no parameter 'opration'. Did you mean 'operation'? It has: ",
        "PUT|faults/x|{\"operaton\":\"x\"}|The body has no field 'operaton'. Did you mean 'operation'? It has: ",
        "PUT|outcomes/x|{\"case\":\"nothing-like-it\"}|the contract has no case 'nothing-like-it'. It has: ",
      })
  void unknownName_namesTheNearest(String method, String call, String body, String detail) {
    Http.Response response = HTTP.call(method, "/__mock/" + call, body == null ? "" : body);

    assertThat(response.at("/detail")).startsWith(detail);
    assertThat(response.json().path("available").isEmpty()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"GET, sms", "GET, requests", "GET, nowhere", "POST, sandboxes", "PUT, outcomes/x"})
  void respond_isStoredByNobody(String method, String call) {
    assertThat(HTTP.call(method, "/__mock/" + call, "").header("Cache-Control"))
        .isEqualTo("no-store");
  }

  @Test
  void query_thatCannotBeDecoded_isAProblem() {
    RawResponse response =
        RawConnection.to(MOCK)
            .send("GET /__mock/sms?limit=%zz HTTP/1.1\r\nHost: localhost\r\n")
            .send("Content-Type: application/json\r\nConnection: close\r\n\r\n")
            .response();

    assertThat(response.statusLine()).startsWith("HTTP/1.1 400 ");
    assertThat(response.text()).contains("application/problem+json").doesNotContain("X-Mock-Case");
  }

  @Test
  void headers_tooLarge_areAProblem() {
    RawResponse response =
        RawConnection.to(MOCK)
            .send("GET /__mock/sms HTTP/1.1\r\nHost: localhost\r\n")
            .send("X: " + "x".repeat(40 << 10) + "\r\n\r\n")
            .response();

    assertThat(response.statusLine()).startsWith("HTTP/1.1 431 ");
    assertThat(response.text()).contains("application/problem+json").doesNotContain("X-Mock-Case");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONSENSE", "GET /__mock/sms HTTP/9.9", "GET /__mock/%zz HTTP/1.1"})
  void request_thatCannotBeRead_isAProblem(String line) {
    RawResponse response =
        RawConnection.to(MOCK).send(line + "\r\nConnection: close\r\nHost: x\r\n\r\n").response();

    assertThat(response.statusLine()).matches("HTTP/1.1 (4\\d\\d|505) .*");
    assertThat(response.head()).contains("Content-Type: application/problem+json");
    assertThat(Http.parse(response.body()).path("detail").asText()).isNotBlank();
  }

  @Test
  void call_thatFailsForNoFaultOfItsSender_isAProblem() {
    Clock broken = broken().withZone(ZoneOffset.UTC);
    try (LoginMock mock = LoginMock.builder().clock(broken).start()) {
      Http.Response response = new Http(mock.url()).get("/__mock/clock");

      assertThat(response.status()).isEqualTo(500);
      assertProblem(response.response(), 500, "Internal error");
    }
  }

  private static InstantSource broken() {
    return new InstantSource() {
      @Override
      public Instant instant() {
        throw new IllegalStateException("the clock is broken");
      }
    };
  }

  @Test
  void body_tooLargeForTheApiItself_isTheSameProblemWithACase() throws Exception {
    byte[] body = new byte[MORE_THAN_A_BODY_MAY_HAVE];

    HttpResponse<String> response = put("/v2/public/x", body, "identity");

    assertThat(response.headers().firstValue("X-Mock-Case")).contains("body-too-large");
    assertThat(response.body()).isEqualTo(put("/__mock/sms", body, "identity").body());
  }

  private static void assertProblem(HttpResponse<String> response, int status, String title) {
    assertThat(response.headers().firstValue("X-Mock-Case")).isEmpty();
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(Http.parse(response.body()).path("status").asInt()).isEqualTo(status);
    assertThat(Http.parse(response.body()).path("title").asText()).isEqualTo(title);
    assertThat(Http.parse(response.body()).path("detail").asText()).isNotBlank();
  }

  private static HttpResponse<String> put(String path, byte[] body, String encoding)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(MOCK.url() + path))
            .header("Content-Type", "application/json")
            .header("Content-Encoding", encoding)
            .PUT(HttpRequest.BodyPublishers.ofByteArrays(List.of(body)))
            .build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }
}
