package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.coverage.Ledger;
import io.github.qxylogin.contracttests.drift.report.DriftReport;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.report.GithubActions;
import io.github.qxylogin.contracttests.report.Progress;
import io.github.qxylogin.contracttests.report.Report;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.run.InterruptedRunException;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs the suite once, and reports what was done however the run ends. */
final class SuiteRun {
  private static final int FAILED = 1;

  private final Contract contract;
  private final Masking masking;
  private final RunSettings settings;
  private final Surroundings surroundings;
  private final PrintStream out;

  SuiteRun(Contract contract, Masking masking, RunSettings settings, Surroundings surroundings) {
    this.contract = contract;
    this.masking = masking;
    this.settings = settings;
    this.surroundings = surroundings;
    this.out = surroundings.out();
  }

  /** Reports that none of the checks was made, and why. */
  void notStarted(Target target, String reason) {
    Suite suite = new Suite(contract, target, settings.permissions(), masking, settings.known());
    suite.ledger().endedEarly(reason);
    Report report = report(suite, Instant.now(), Optional.of(reason));
    GithubActions.of(surroundings.environment(), out).ifPresent(actions -> actions.tell(report));
    DriftReport drift = DriftReport.ofRun(contract, masking, target.url());
    settings.report().ifPresent(folder -> Reports.write(folder, report, drift));
  }

  /**
   * Runs the checks.
   *
   * @return 0 if all hold, 1 if one failed, or drifted where that is not put up with
   * @throws RuntimeException whatever ended the run early, after what was done has been reported
   */
  int against(Target target) {
    Instant start = Instant.now();
    Suite suite = new Suite(contract, target, settings.permissions(), masking, settings.known());
    Progress progress =
        new Progress(out, surroundings.coloured(), settings.verbose(), suite.checks().size());
    DriftReport drift = DriftReport.ofRun(contract, masking, target.url());
    suite.observe(drift);
    try {
      suite.run(progress::done);
    } catch (RuntimeException | Error ended) {
      // Files are not written by a thread that is still to be interrupted.
      boolean interrupted = Thread.interrupted();
      String reason = reason(ended, interrupted);
      suite.ledger().endedEarly(reason);
      tell(progress, report(suite, start, Optional.of(reason)), drift);
      throw ended;
    }
    tell(progress, report(suite, start, Optional.empty()), drift);
    settings.known().holdingAgain(suite.ledger().outcomes()).forEach(out::println);
    boolean drifted = settings.failOnDrift() && suite.ledger().count(Verdict.DRIFTED) > 0;
    return Math.max(exitCode(suite.ledger()), drifted ? FAILED : 0);
  }

  private String reason(Throwable ended, boolean interrupted) {
    if (interrupted || ended instanceof InterruptedRunException) {
      return "interrupted";
    }
    return ended instanceof CouldNotRunException
        ? masking.clean(ended.getMessage())
        : "the run crashed";
  }

  private Report report(Suite suite, Instant start, Optional<String> endedEarly) {
    return Report.of(suite, start, endedEarly).in(settings.language());
  }

  private void tell(Progress progress, Report report, DriftReport drift) {
    progress.sum(report);
    GithubActions.of(surroundings.environment(), out).ifPresent(actions -> actions.tell(report));
    drift.add(report.outcomes());
    settings.report().ifPresent(folder -> Reports.write(folder, report, drift));
    settings.report().ifPresent(progress::written);
  }

  static int exitCode(Ledger ledger) {
    List<Outcome> outcomes = ledger.outcomes();
    if (!outcomes.isEmpty() && ledger.count(Verdict.SKIPPED) == outcomes.size()) {
      throw new CouldNotRunException("every check was skipped");
    }
    return ledger.count(Verdict.FAILED) == 0 && ledger.gaps().isEmpty() ? 0 : FAILED;
  }
}
