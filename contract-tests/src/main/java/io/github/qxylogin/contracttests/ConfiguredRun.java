package io.github.qxylogin.contracttests;

import static java.util.stream.Collectors.toSet;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.run.InterruptedRunException;
import io.github.qxylogin.contracttests.run.KnownFailures;
import io.github.qxylogin.contracttests.run.Selection;
import io.github.qxylogin.contracttests.targets.Configuration;
import io.github.qxylogin.contracttests.targets.ModuleProbe;
import io.github.qxylogin.contracttests.targets.OwnMock;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.targets.TargetByUrl;
import io.github.qxylogin.contracttests.targets.TargetUrl;
import io.github.qxylogin.contracttests.targets.TrustedCertificates;
import io.github.qxylogin.contracttests.targets.Variables;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Masking;
import java.security.KeyStore;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A run as the options want it; one that cannot even start is reported too. */
final class ConfiguredRun {
  private final Contract whole;
  private final Contract contract;
  private final Selection selection;
  private final Masking masking;
  private final RunOptions options;
  private final Surroundings surroundings;

  /**
   * Prepares a run.
   *
   * @param whole the contract, of which the options may ask for a part
   * @throws CouldNotRunException if there is no such part, or no such operation or tier
   */
  ConfiguredRun(Contract whole, Masking masking, RunOptions options, Surroundings surroundings) {
    this.whole = whole;
    this.contract = options.asked(whole);
    this.selection = options.selection(contract);
    this.masking = masking;
    this.options = options;
    this.surroundings = surroundings;
  }

  /** A run, its target, and what has to be closed after it. */
  record Opened(SuiteRun run, Target target, Runnable closing) implements AutoCloseable {
    @Override
    public void close() {
      closing.run();
    }
  }

  /**
   * Runs the checks.
   *
   * @return the exit code
   * @throws CouldNotRunException if they could not be run
   * @throws InterruptedRunException if somebody ended the run
   */
  int run() {
    try (Opened opened = open()) {
      return opened.run().against(opened.target());
    }
  }

  /**
   * Gets ready for a run that somebody else makes and closes.
   *
   * @throws CouldNotRunException if the target cannot be asked, after that has been reported
   */
  Opened open() {
    options.report.ifPresent(Reports::makeRoom);
    try {
      Map<String, String> environment = environment();
      SuiteRun run = new SuiteRun(contract, masking, settings(known()), surroundings);
      Optional<KeyStore> trusted = options.ca.map(TrustedCertificates::read);
      if (options.target.isEmpty()) {
        OwnMock mock = OwnMock.start(contract, masking);
        return new Opened(run, mock.target(), mock::close);
      }
      TargetByUrl byUrl =
          new TargetByUrl(
              contract,
              masking,
              environment,
              options.target.get(),
              trusted,
              surroundings.questions());
      Target target = byUrl.open();
      if (!target.mock()) {
        Set<Operation> asked =
            selection.of(Checks.of(contract)).stream().map(Check::operation).collect(toSet());
        new ModuleProbe(whole, target).requireKnown(asked);
      }
      return new Opened(run, target, () -> {});
    } catch (RuntimeException | Error failure) {
      throw notStarted(failure);
    }
  }

  /** An interrupt makes whatever was under way fail, and that failure says nothing. */
  private RuntimeException notStarted(Throwable failure) {
    boolean interrupted = Thread.interrupted() || isInterrupt(failure);
    String reason =
        "could not run: "
            + masking.clean(
                failure instanceof CouldNotRunException e ? e.getMessage() : "it crashed");
    new SuiteRun(contract, masking, settings(KnownFailures.NONE), surroundings)
        .notStarted(Target.unreached(url(), kind()), interrupted ? "interrupted" : reason);
    if (interrupted) {
      return new InterruptedRunException();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  private static boolean isInterrupt(Throwable failure) {
    return Stream.iterate(failure, f -> f != null, Throwable::getCause)
        .anyMatch(InterruptedException.class::isInstance);
  }

  /** An address that is none may hold a password. */
  private String url() {
    try {
      return options.target.map(TargetUrl::of).orElse("its own mock server");
    } catch (CouldNotRunException noUrl) {
      return "no address";
    }
  }

  private Target.Kind kind() {
    return options.target.isEmpty() ? Target.Kind.OWN_MOCK : Target.Kind.REAL;
  }

  private RunSettings settings(KnownFailures known) {
    return new RunSettings(
        new Permissions(options.allowSideEffects, options.allowFailedLogins),
        selection,
        known,
        options.report,
        options.formats,
        options.failOnDrift,
        options.lang.orElse(surroundings.language()),
        options.verbose);
  }

  private Map<String, String> environment() {
    Variables.requireKnown(surroundings.environment());
    if (options.config.isEmpty()) {
      return surroundings.environment();
    }
    Configuration file = Configuration.read(options.config.get(), Variables.all(whole));
    file.warning().ifPresent(warning -> surroundings.err().println("Warning: " + warning));
    return file.under(surroundings.environment());
  }

  private KnownFailures known() {
    return options
        .known
        .map(
            file ->
                KnownFailures.read(
                    file,
                    Checks.of(contract).stream().map(Check::id).toList(),
                    LocalDate.now(surroundings.clock())))
        .orElse(KnownFailures.NONE);
  }
}
