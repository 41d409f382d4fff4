package io.github.qxylogin.mock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.exchange.Problem;

/** What holds for every refusal, whatever the reason. */
public final class RawAnswerAssert {

  private RawAnswerAssert() {}

  public static void assertRefused(RawAnswer answer, Problem problem) {
    assertRefused(answer, problem, problem.status());
  }

  public static void assertRefused(RawAnswer answer, Problem problem, int status) {
    assertThat(answer.statusLine()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.body()).isEqualTo(new String(problem.reply(status).body(), UTF_8));
    assertThat(answer.head())
        .containsIgnoringCase("\r\nContent-Type: application/problem+json;charset=UTF-8")
        .doesNotContainIgnoringCase("jetty")
        .doesNotContainIgnoringCase("\r\nServer:");
  }
}
