package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.coverage.Ledger;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
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
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs the suite once, and reports what was done however the run ends. */
final class SuiteRun {
  private static final int FAILED = 1;

  /** It is told of each check that was not made, and may quote an answer. */
  private static final int LONGEST_REASON = 500;

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

  /** A run that has begun: somebody makes the checks, and says when it has ended. */
  final class Begun {
    private final Instant start = surroundings.clock().instant();
    private final DriftOverlay edits = new DriftOverlay(contract, masking);
    private final Suite suite;

    private Begun(Target target) {
      this.suite =
          new Suite(
              contract,
              target,
              settings.permissions(),
              masking,
              settings.known(),
              settings.selection(),
              surroundings.clock());
      suite.observe(edits);
    }

    Suite suite() {
      return suite;
    }

    /** Returns what was done. */
    Report ended(Optional<String> early) {
      Optional<String> reason = early.map(e -> Markup.shortened(e, LONGEST_REASON));
      reason.ifPresent(suite.ledger()::endedEarly);
      Report report = Report.of(suite, start, surroundings.clock().instant(), reason);
      return report.in(settings.language()).with(edits);
    }

    /**
     * Writes down what was done.
     *
     * @throws CouldNotRunException if that cannot be done
     */
    void write(Report report) {
      GithubActions.of(surroundings.environment(), out).ifPresent(actions -> actions.tell(report));
      settings.report().ifPresent(folder -> Reports.write(folder, report, settings.formats()));
    }
  }

  Begun begin(Target target) {
    return new Begun(target);
  }

  /** Reports that none of the checks was made, and why. */
  void notStarted(Target target, String reason) {
    Begun never = begin(target);
    never.write(never.ended(Optional.of(reason)));
  }

  /**
   * Runs the checks.
   *
   * @return 0 if all hold, 1 if one failed, or drifted where that is not put up with
   * @throws RuntimeException whatever ended the run early, after what was done has been reported
   */
  int against(Target target) {
    Begun run = begin(target);
    Suite suite = run.suite();
    Progress progress =
        new Progress(
            out,
            surroundings.coloured(),
            settings.verbose(),
            suite.checks().size(),
            surroundings.clock());
    try {
      suite.run(progress::done);
    } catch (RuntimeException | Error ended) {
      // Files are not written by a thread that is still to be interrupted.
      boolean interrupted = Thread.interrupted();
      tell(progress, run, Optional.of(reason(ended, interrupted)));
      throw ended;
    }
    Optional<String> nothing = nothingJudged(suite.ledger());
    tell(progress, run, nothing.map(reason -> "could not run: " + reason));
    requireJudged(nothing);
    settings.known().holdingAgain(suite.ledger().outcomes()).forEach(out::println);
    boolean drifted = settings.failOnDrift() && suite.ledger().count(Verdict.DRIFTED) > 0;
    return Math.max(exitCode(suite.ledger()), drifted ? FAILED : 0);
  }

  /** Returns why a run has ended, in words that hold no secret. */
  String reason(Throwable ended, boolean interrupted) {
    if (interrupted || ended instanceof InterruptedRunException) {
      return "interrupted";
    }
    return ended instanceof CouldNotRunException
        ? masking.clean(ended.getMessage())
        : "the run crashed";
  }

  private void tell(Progress progress, Begun run, Optional<String> endedEarly) {
    Report report = run.ended(endedEarly);
    progress.sum(report);
    run.write(report);
    if (!report.outcomes().isEmpty()) {
      settings.report().ifPresent(progress::written);
    }
  }

  /** Returns why a run whose checks have all been looked at says nothing of the API, if so. */
  static Optional<String> nothingJudged(Ledger ledger) {
    List<Outcome> outcomes = ledger.outcomes();
    if (!outcomes.isEmpty() && ledger.count(Verdict.SKIPPED) == outcomes.size()) {
      return Optional.of("every check was skipped");
    }
    List<Outcome> signed =
        outcomes.stream().filter(outcome -> outcome.check().operation().signed()).toList();
    boolean judged =
        ledger.count(Verdict.FAILED) > 0
            || signed.stream().anyMatch(outcome -> outcome.verdict() != Verdict.SKIPPED);
    return signed.stream()
        .filter(outcome -> !judged && !outcome.exchanges().isEmpty())
        .findFirst()
        .map(outcome -> "nothing could be judged: " + outcome.reason());
  }

  static void requireJudged(Optional<String> nothing) {
    nothing.ifPresent(
        reason -> {
          throw new CouldNotRunException(reason);
        });
  }

  static int exitCode(Ledger ledger) {
    return ledger.count(Verdict.FAILED) == 0 && ledger.gaps().isEmpty() ? 0 : FAILED;
  }
}
