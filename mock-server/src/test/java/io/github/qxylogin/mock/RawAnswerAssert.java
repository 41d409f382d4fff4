package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every refusal, whatever the reason. */
final class RawAnswerAssert {

  private RawAnswerAssert() {}

  static void assertRefused(RawAnswer answer, EdgeProblem problem) {
    assertThat(answer.statusLine()).startsWith("HTTP/1.1 " + problem.status() + " ");
    assertThat(answer.body()).isEqualTo(RunningEdge.json(problem));
    assertThat(answer.head())
        .containsIgnoringCase("\r\nContent-Type: application/json;charset=UTF-8")
        .doesNotContainIgnoringCase("jetty")
        .doesNotContainIgnoringCase("\r\nServer:");
  }
}
