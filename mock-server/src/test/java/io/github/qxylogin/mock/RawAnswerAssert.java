package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every refusal, whatever the reason. */
final class RawAnswerAssert {

  private RawAnswerAssert() {}

  static void assertRefused(RawAnswer answer, Problem problem) {
    assertRefused(answer, problem, problem.status());
  }

  static void assertRefused(RawAnswer answer, Problem problem, int status) {
    assertThat(answer.statusLine()).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.body()).isEqualTo(new String(problem.reply(status).body(), UTF_8));
    assertThat(answer.head())
        .containsIgnoringCase("\r\nContent-Type: application/problem+json;charset=UTF-8")
        .doesNotContainIgnoringCase("jetty")
        .doesNotContainIgnoringCase("\r\nServer:");
  }
}
