package io.github.qxylogin.mock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.Problem;

/** What holds for every refusal, whatever the reason. */
public final class RawAnswerAssert {

  private RawAnswerAssert() {}

  public static void assertRefused(RawAnswer answer, Problem problem) {
    assertRefused(answer, problem, problem.status());
  }

  /** Asserts that a page is told how its origin may call. */
  public static void assertOriginNotAllowed(RawAnswer answer, String origin) {
    MockResponse refusal = MockResponse.of(Problem.originNotAllowed(origin));
    assertRefused(answer, 403, new String(refusal.body(), UTF_8));
  }

  public static void assertRefused(RawAnswer answer, Problem problem, int status) {
    assertRefused(answer, status, new String(problem.toMockResponse(status).body(), UTF_8));
  }

  private static void assertRefused(RawAnswer answer, int status, String body) {
    assertThat(answer.statusLine()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.head())
        .containsIgnoringCase("\r\nContent-Type: application/problem+json;charset=UTF-8")
        .doesNotContainIgnoringCase("jetty")
        .doesNotContainIgnoringCase("\r\nServer:");
  }
}
