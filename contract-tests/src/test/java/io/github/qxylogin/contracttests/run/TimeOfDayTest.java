package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.mock.LoginMock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks that wait for the end of a day hold whatever time it is when they begin. */
class TimeOfDayTest {
  private static final Contract CONTRACT = Contract.load();

  private static final List<Check> WAITING =
      Checks.of(CONTRACT).stream().filter(check -> midnights(check).findAny().isPresent()).toList();

  private static Stream<ZoneOffset> midnights(Check check) {
    return check.steps().stream()
        .filter(Step.Wait.class::isInstance)
        .flatMap(wait -> ((Step.Wait) wait).midnight().stream());
  }

  @ParameterizedTest
  @ValueSource(strings = {"23:58:10", "23:59", "23:59:40", "00:00:10", "12:00"})
  void run_beginsAtATimeOfTheDay_everyCheckHolds(LocalTime time) {
    ZoneOffset zone = WAITING.stream().flatMap(TimeOfDayTest::midnights).findFirst().orElseThrow();
    Instant then = LocalDate.now(zone).plusDays(1).atTime(time).toInstant(zone);
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), then));
    try (LoginMock mock = LoginMock.builder().clock(clock).start()) {
      assertThat(WAITING).allSatisfy(check -> holds(check, mock));
    }
  }

  private static void holds(Check check, LoginMock mock) {
    mock.reset();
    Outcome outcome =
        new Suite(
                CONTRACT,
                FakeTarget.mockWithClock(mock.url()),
                new Permissions(true, true),
                new Masking(CONTRACT))
            .run(check);
    assertThat(outcome.verdict())
        .as("%s: %s", check.id(), outcome.reason())
        .isEqualTo(Verdict.PASSED);
  }
}
