package io.github.qxylogin.mock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.Problem;

/** Assertions about every error of the mock. */
public final class RawResponseAssert {

  private RawResponseAssert() {}

  public static void assertRejected(RawResponse response, Problem problem) {
    assertRejected(response, problem, problem.status());
  }

  /** Asserts that the error names the option for the page's origin. */
  public static void assertOriginNotAllowed(RawResponse response, String origin) {
    MockResponse error = MockResponse.of(Problem.originNotAllowed(origin));
    assertRejected(response, 403, new String(error.body(), UTF_8));
  }

  public static void assertRejected(RawResponse response, Problem problem, int status) {
    assertRejected(response, status, new String(problem.toMockResponse(status).body(), UTF_8));
  }

  private static void assertRejected(RawResponse response, int status, String body) {
    assertThat(response.statusLine()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(response.body()).isEqualTo(body);
    assertThat(response.head())
        .containsIgnoringCase("\r\nContent-Type: application/problem+json;charset=UTF-8")
        .doesNotContainIgnoringCase("jetty")
        .doesNotContainIgnoringCase("\r\nServer:");
  }
}
