package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.testing.FakeServer.Response;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A check that waits, on a mock server whose clock is moved, or is not. */
class MockClockTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Check WAITING =
      new Check(
          "checkSession/waits",
          CONTRACT.operation("checkSession"),
          "waits",
          Set.of(),
          List.of(new Step.Wait(HOUR)));

  private Outcome outcome;
  private Duration ahead;

  @Test
  void run_clockIsMoved_goesOnAtItsTime() {
    waits(request -> clock(Instant.now().plus(HOUR)));

    assertThat(outcome.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(ahead).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
  }

  @Test
  void run_clockCallIsRefused_endsTheCheckAndKeepsTheTime() {
    waits(request -> Response.of(401, "application/json", "{}"));

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason())
        .isEqualTo("the mock server's clock was not moved by PT1H: it answered HTTP 401");
    assertThat(ahead).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void run_clockCallIsIgnored_endsTheCheckAndKeepsTheTime() {
    waits(request -> clock(Instant.now()));

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason())
        .isEqualTo("the mock server's clock was not moved by PT1H: it shows another time");
    assertThat(ahead).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void run_clockShowsNoTime_endsTheCheckAndKeepsTheTime() {
    waits(request -> Response.json("{}"));

    assertThat(outcome.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(outcome.reason())
        .isEqualTo("the mock server's clock was not moved by PT1H: it shows another time");
    assertThat(ahead).isLessThan(Duration.ofMinutes(1));
  }

  private static Response clock(Instant now) {
    return Response.json("{\"now\": \"" + now.truncatedTo(ChronoUnit.MILLIS) + "\"}");
  }

  private void waits(Function<Request, Response> answers) {
    try (FakeServer server = FakeServer.answering(answers)) {
      Target target = FakeTarget.mock(server.url());
      outcome =
          new Suite(CONTRACT, target, Permissions.READ_ONLY, new Masking(CONTRACT)).run(WAITING);
      ahead = Duration.between(Instant.now(), target.control().orElseThrow().instant());
    }
  }
}
