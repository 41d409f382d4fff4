package io.github.qxylogin.contracttests;

import static java.util.stream.Collectors.toSet;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.report.FailureText;
import io.github.qxylogin.contracttests.report.GithubActions;
import io.github.qxylogin.contracttests.report.Progress;
import io.github.qxylogin.contracttests.report.Report;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.run.KnownFailures;
import io.github.qxylogin.contracttests.run.Selection;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.targets.Configuration;
import io.github.qxylogin.contracttests.targets.ModuleProbe;
import io.github.qxylogin.contracttests.targets.OwnMock;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.targets.TargetByUrl;
import io.github.qxylogin.contracttests.targets.Variables;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * One run of the checks: opens the target, runs what the options choose, reports however it ends.
 */
final class Run implements AutoCloseable {
  /** It is the reason of each check that was not made, and may quote a response. */
  private static final int LONGEST_REASON = 500;

  private final Contract whole;
  private final Masking masking;
  private final RunOptions options;
  private final RunEnvironment environment;
  private final Selection selection;
  private final PrintStream out;
  private final Instant start;
  private Contract contract;
  private KnownFailures known = KnownFailures.NONE;
  private Optional<OwnMock> mock = Optional.empty();
  private Suite suite;
  private DriftOverlay edits;
  private final List<String> notes = new ArrayList<>();

  /**
   * Prepares a run.
   *
   * @param whole the contract; the options may select a part
   * @throws CouldNotRunException if there is no such part, or no such operation, tier or check
   */
  Run(Contract whole, Masking masking, RunOptions options, RunEnvironment environment) {
    this.whole = whole;
    this.contract = options.asked(whole);
    this.selection = options.selection(contract);
    this.masking = masking;
    this.options = options;
    this.environment = environment;
    this.out = environment.out();
    this.start = environment.clock().instant();
  }

  Suite suite() {
    return suite;
  }

  /**
   * Opens the target.
   *
   * @throws CouldNotRunException if it cannot be reached; no report is written
   */
  Run open() {
    options.output.report.ifPresent(Reports::makeRoom);
    try {
      Variables.requireKnown(environment.variables());
      Map<String, String> variables =
          options
              .config
              .map(f -> Configuration.read(f, Variables.all(whole), environment.variables()))
              .orElse(environment.variables());
      known = known();
      return begin(options.target.map(url -> byUrl(url, variables)).orElseGet(this::ownMock));
    } catch (RuntimeException | Error failure) {
      close();
      String reason = Ending.reason(failure, masking);
      Language language = options.output.lang.orElse(environment.language());
      workflow()
          .ifPresent(
              actions ->
                  actions.report(
                      language.of("could not run: " + reason), Ending.isUnavailable(failure)));
      throw failure;
    }
  }

  private KnownFailures known() {
    List<String> ids = Checks.of(whole).stream().map(Check::id).toList();
    LocalDate today = LocalDate.now(environment.clock());
    KnownFailures listed =
        options.known.map(f -> KnownFailures.read(f, ids, today)).orElse(KnownFailures.NONE);
    return options.baseline.map(listed::since).orElse(listed);
  }

  private Target ownMock() {
    mock = Optional.of(OwnMock.start(contract, masking));
    return mock.get().target();
  }

  private Target byUrl(String url, Map<String, String> variables) {
    Caller caller =
        new Caller(
            url,
            options.timeout.map(Duration::ofSeconds).orElse(Caller.DEADLINE),
            options.output.ca.map(Configuration::trusted));
    Target target =
        new TargetByUrl(
                contract,
                masking,
                variables,
                caller,
                environment.prompt(),
                options.allowFailedLogins)
            .open();
    if (!target.mock()) {
      leaveOutUnknownModules(target);
    }
    return target;
  }

  /** A customer has one of the vendor's modules; the platform rejects calls to the others. */
  private void leaveOutUnknownModules(Target target) {
    Set<Operation> asked = selection.of(contract).stream().map(Check::operation).collect(toSet());
    Map<String, String> unknown = new ModuleProbe(whole, target).unknown(asked);
    if (unknown.isEmpty()) {
      return;
    }
    List<String> left =
        whole.modules().stream().filter(module -> !unknown.containsKey(module)).toList();
    String problem = String.join("; ", unknown.values());
    if (left.isEmpty()) {
      throw CouldNotRunException.unavailable(problem + ": is the URL right?");
    }
    Contract rest = whole.module(left.get(0));
    if (options.module.isPresent() || selection.of(rest).isEmpty()) {
      throw CouldNotRunException.unavailable(problem + ": run with --module " + left.get(0));
    }
    contract = rest;
    notes.add(problem + "; checked: " + left.get(0));
    notes.forEach(out::println);
  }

  private Run begin(Target target) {
    edits = new DriftOverlay(contract, masking);
    Suite.Settings settings =
        new Suite.Settings(
            contract,
            target,
            masking,
            new Permissions(options.allowSideEffects, options.allowFailedLogins),
            selection,
            known,
            environment.sleeper(),
            environment.clock(),
            options.maxMinutes.map(m -> start.plus(Duration.ofMinutes(m))).orElse(Instant.MAX),
            edits);
    suite = new Suite(settings);
    return this;
  }

  /**
   * Runs the checks.
   *
   * @return the exit code
   * @throws CouldNotRunException if they could not be run
   * @throws CancellationException if the run was interrupted
   */
  int run() {
    try (Run opened = open()) {
      return opened.checked();
    }
  }

  /** Runs the checks of a target that the caller opens and closes. */
  int against(Target target) {
    return begin(target).checked();
  }

  private int checked() {
    Progress progress =
        new Progress(
            out,
            environment.coloured(),
            options.verbose,
            suite.checks().size(),
            environment.clock());
    Optional<CouldNotRunException> inconclusive =
        made(
            outcome -> {
              progress.done(outcome);
              if (options.verbose && !options.checks.isEmpty()) {
                FailureText.of(outcome, masking, Language.EN)
                    .lines()
                    .map(Markup::onTerminal)
                    .forEach(out::println);
              }
            },
            report -> {
              progress.sum(report);
              write(report);
              options.output.report.filter(Reports::isWritten).ifPresent(progress::written);
            });
    known.holdingAgain(suite.outcomes()).forEach(out::println);
    if (options.output.breaks(report(Optional.empty(), true))) {
      return Ending.BREAKS;
    }
    inconclusive.ifPresent(
        reason -> {
          throw reason;
        });
    return 0;
  }

  /**
   * Makes the checks and reports them, even if the run crashes or is interrupted.
   *
   * @return why the run does not show whether the contract holds, if it does not
   */
  Optional<CouldNotRunException> made(Consumer<Outcome> done, Consumer<Report> reported) {
    Optional<String> early;
    Optional<CouldNotRunException> inconclusive;
    try {
      early = suite.run(done);
      Report judged = report(Optional.empty(), true);
      inconclusive = unavailable(judged).or(() -> tooFewAsked(judged));
      if (early.isEmpty()) {
        early =
            inconclusive
                .filter(reason -> !reason.isUnavailable())
                .map(reason -> "could not run: " + reason.getMessage());
      }
    } catch (CouldNotRunException ended) {
      early = Optional.of(masking.clean(ended.getMessage()));
      inconclusive = Optional.of(ended);
    } catch (RuntimeException | Error ended) {
      // Files are not written by a thread that is still to be interrupted.
      boolean interrupted = Thread.interrupted() || Ending.isInterrupt(ended);
      reported.accept(report(Optional.of(interrupted ? "interrupted" : "the run crashed"), false));
      throw ended;
    }
    boolean inOrder = inconclusive.map(CouldNotRunException::isUnavailable).orElse(true);
    reported.accept(report(early, inOrder));
    return inconclusive;
  }

  /** Returns the reason of most checks that could not be judged. */
  private static Optional<CouldNotRunException> unavailable(Report report) {
    return report.reasons(Verdict.UNAVAILABLE).entrySet().stream()
        .max(Comparator.comparing(reason -> reason.getValue().size()))
        .map(
            reason ->
                "%s; unavailable: %d of %d checks"
                    .formatted(
                        reason.getKey(), report.count(Verdict.UNAVAILABLE), report.checks().size()))
        .map(CouldNotRunException::unavailable);
  }

  private Optional<CouldNotRunException> tooFewAsked(Report report) {
    int made = report.outcomes().size();
    if (report.count(Verdict.SKIPPED) == made && !report.checks().isEmpty()) {
      return Optional.of(
          new CouldNotRunException(
              made == 0 ? "no check was made in time" : "every check was skipped"));
    }
    return options
        .requireAsked
        .filter(required -> report.asked() < required)
        .map(required -> "asked only %d of %d required checks".formatted(report.asked(), required))
        .map(CouldNotRunException::new);
  }

  private Report report(Optional<String> early, boolean inOrder) {
    return new Report(
        contract,
        masking,
        Report.Source.of(suite.settings()),
        suite.checks(),
        suite.outcomes(),
        start,
        Duration.between(start, environment.clock().instant()),
        early.map(reason -> Markup.shortened(reason, LONGEST_REASON)),
        inOrder,
        edits,
        notes,
        options.output.lang.orElse(environment.language()));
  }

  /**
   * Writes the reports.
   *
   * @throws CouldNotRunException if that cannot be done
   */
  void write(Report report) {
    workflow().ifPresent(actions -> actions.report(report));
    options.output.write(report);
  }

  private Optional<GithubActions> workflow() {
    return GithubActions.of(environment.variables(), out);
  }

  @Override
  public void close() {
    mock.ifPresent(OwnMock::close);
  }
}
