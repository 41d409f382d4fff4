package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GapsTest {
  private static final Contract CONTRACT = Contract.load();

  private final Suite suite =
      Suites.of(
          CONTRACT,
          FakeTarget.mock("http://127.0.0.1:1"),
          Permissions.READ_ONLY,
          new Masking(CONTRACT));

  @Test
  void gaps_noCheckAtAll_isAGap() {
    Report report =
        SuiteReport.of(suite, List.of(), Optional.empty(), List.of(), Duration.ZERO, Language.EN);

    assertThat(report.gaps()).containsExactly("the contract has no check");
  }

  @Test
  void gaps_checkThatNobodyRan_isAGap() {
    List<Check> checks = suite.checks();
    checks.stream().skip(1).forEach(c -> suite.record(Outcome.skipped(c, "for this test")));

    Report report = SuiteReport.of(suite, Optional.empty());

    assertThat(report.gaps()).containsExactly(checks.get(0).id() + ": it was not run");
  }

  @Test
  void gaps_runThatEndedEarly_areNone() {
    assertThat(SuiteReport.of(suite, Optional.of("interrupted")).gaps()).isEmpty();
  }
}
