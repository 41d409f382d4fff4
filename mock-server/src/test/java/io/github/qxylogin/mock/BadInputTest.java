package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.RawConnection;
import io.github.qxylogin.mock.testing.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller gets who sends what nobody should: a problem, and a server that goes on. */
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
  void goodRequestIsServed() {
    Http.Response response =
        new Http(mock.url()).post(UPLOAD.path(), UPLOAD.documentedCase("logged-in").request());

    assertThat(response.caseName()).isEqualTo("logged-in");
  }

  @Test
  void post_twoMebibytes_isTooLarge() {
    assertProblem(
        raw(JSON + "Content-Length: 2097152\r\n\r\n" + "x".repeat(2 << 20)),
        413,
        "body-too-large",
        "Body too large",
        "The body exceeds the mock's limit: send a smaller one.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=b",
        "nonsense"
      })
  void post_wrongContentType_saysWhichIsRight(String type) {
    assertProblem(
        raw("Content-Type: " + type + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"),
        415,
        "content-type-wrong",
        "Wrong content type",
        "The operations accept JSON: send Content-Type: application/json.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v2", "/__admin/mappings", "/__files/x", "/v2/public/no/such"})
  void get_pathLikeNoOther_listsNone(String path) {
    assertUnknown(
        call("GET " + path),
        "No operation is at GET " + path + ". GET /__mock/cases lists them all.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/public/oauth2/login/",
        "/v2/public/oauth2/logn",
        "/V2/PUBLIC/OAUTH2/LOGIN",
        "/api/v2/public/oauth2/login",
        "/public/oauth2/login"
      })
  void post_pathMistyped_namesTheNearestOperation(String path) {
    assertUnknown(
        call("POST " + path),
        "No operation is at POST "
            + path
            + ". The nearest is fetchToken, POST /v2/public/oauth2/login."
            + " GET /__mock/cases lists them all.");
  }

  @Test
  void post_encodedPath_isReportedDecoded() {
    assertUnknown(
        call("POST /%E4%BC%81%22+"),
        "No operation is at POST /企\"+. GET /__mock/cases lists them all.");
  }

  @Test
  void post_pathOf201Characters_isNotReported() {
    assertUnknown(
        call("POST /" + "x".repeat(200)),
        "No operation has this path. GET /__mock/cases lists them all.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void call_wrongMethod_saysWhichIsRight(String method) {
    RawResponse response = call(method + " " + UPLOAD.path());

    assertProblem(
        response,
        405,
        "method-wrong",
        "Wrong method",
        "The operation at this path has another method. uploadSmsCode takes POST.");
    assertThat(response.text()).contains("Allow: " + UPLOAD.method());
  }

  private static RawResponse call(String methodAndPath) {
    return new RawConnection(port())
        .send(methodAndPath + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        .response();
  }

  private static RawResponse raw(String rest) {
    return new RawConnection(port()).send(REQUEST_LINE + rest).response();
  }

  private static int port() {
    return Integer.parseInt(mock.url().substring(mock.url().lastIndexOf(':') + 1));
  }

  private static void assertUnknown(RawResponse response, String more) {
    assertProblem(
        response, 404, "path-unknown", "Not found", "The mock has nothing at this path. " + more);
  }

  private static void assertProblem(
      RawResponse response, int status, String key, String title, String detail) {
    assertThat(response.text()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(response.head().lines())
        .contains(
            "Content-Type: application/problem+json;charset=UTF-8",
            "X-Mock-Case: " + key,
            "X-Mock-Evidence: assumed");
    assertThat(response.body())
        .isEqualTo(
            ("{\"type\":\"/control.yaml#/x-problems/%s\",\"title\":\"%s\",\"status\":%d,"
                    + "\"detail\":\"%s\"}")
                .formatted(key, title, status, detail.replace("\"", "\\\"")));
  }
}
