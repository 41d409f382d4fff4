package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.text.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports of a suite's outcomes, without drift that was collected. */
final class SuiteReport {
  private SuiteReport() {}

  static Report of(Suite suite, Optional<String> endedEarly) {
    return of(suite, endedEarly, Language.EN);
  }

  static Report of(Suite suite, Optional<String> endedEarly, Language language) {
    return of(suite, suite.checks(), endedEarly, List.of(), Duration.ZERO, language);
  }

  static Report of(
      Suite suite,
      List<Check> checks,
      Optional<String> endedEarly,
      List<String> notes,
      Duration took,
      Language language) {
    return new Report(
        suite.settings().contract(),
        suite.settings().masking(),
        Report.Source.of(suite.settings()),
        checks,
        suite.outcomes(),
        Instant.EPOCH,
        took,
        endedEarly,
        false,
        new DriftOverlay(suite.settings().contract(), suite.settings().masking()),
        notes,
        language);
  }
}
