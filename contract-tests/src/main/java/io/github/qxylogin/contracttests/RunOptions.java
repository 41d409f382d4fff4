package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.run.Selection;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the command line; picocli sets them. */
final class RunOptions {
  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "The server to check; without it, a mock server of the run's own.")
  Optional<String> target = Optional.empty();

  @Option(
      names = "--module",
      paramLabel = "NAME",
      description = "One of the vendor's modules alone; by default those known there.")
  Optional<String> module = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Credentials and taxpayer: lines such as QXY_NSRSBH=… (Java properties, UTF-8),"
              + " named as in the environment, which wins.")
  Optional<Path> config = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "OPERATION",
      split = ",",
      hideParamSyntax = true,
      description = "Only the checks of this operation, …, with the calls that they need.")
  List<String> only = List.of();

  @Option(
      names = "--tier",
      paramLabel = "NAME",
      split = ",",
      hideParamSyntax = true,
      description =
          "Only the checks of this tier, …, and none that is not allowed: read-only, side-effects,"
              + " interactive, failed-logins.")
  List<String> tiers = List.of();

  @Option(
      names = "--check",
      paramLabel = "ID",
      split = ",",
      hideParamSyntax = true,
      description = "Only this check, … (* is any text); --verbose then prints its calls.")
  List<String> checks = List.of();

  @Option(
      names = "--allow-side-effects",
      description =
          "Also make calls that send an SMS or open a session, and on a mock server those that"
              + " change an account.")
  boolean allowSideEffects;

  @Option(
      names = "--allow-failed-logins",
      description =
          "Also make calls that may count as failed logins, three at most on a real target: more"
              + " than four lock the tax number.")
  boolean allowFailedLogins;

  @Option(
      names = "--known",
      paramLabel = "FILE",
      description =
          "Failures and drift to put up with, a line each: check-id | until 2027-01-31 | reason"
              + " (* in the id stands for any text).")
  Optional<Path> known = Optional.empty();

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "The contract-tests.json of an earlier run: put up with its findings.")
  Optional<Path> baseline = Optional.empty();

  @Option(
      names = "--require-asked",
      paramLabel = "N",
      description = "Exit with 2 if fewer checks were asked.")
  Optional<Integer> requireAsked = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long a call may take, its whole response included; by default 30.")
  Optional<Integer> timeout = Optional.empty();

  @Option(
      names = "--max-minutes",
      paramLabel = "N",
      description = "Begins no check after that time; the rest is reported as not run.")
  Optional<Integer> maxMinutes = Optional.empty();

  @Option(
      names = "--list",
      description = "Print id, effect and tier of every check, and send nothing.")
  boolean list;

  @Option(
      names = "--verbose",
      description = "Print a line for every check, and where a crash happened.")
  boolean verbose;

  @Mixin final ReportOptions output = new ReportOptions();

  /**
   * Returns what of a contract is to be checked.
   *
   * @throws CouldNotRunException if it has no such module
   */
  Contract asked(Contract contract) {
    try {
      return module.map(contract::module).orElse(contract);
    } catch (IllegalArgumentException unknown) {
      throw new CouldNotRunException("--module: " + unknown.getMessage(), unknown);
    }
  }

  /**
   * Returns which checks of that are to be made.
   *
   * @throws CouldNotRunException if there is none such
   */
  Selection selection(Contract asked) {
    return Selection.of(asked, only, tiers, checks);
  }

  /** Returns how long a call may take. */
  Duration timeout() {
    return timeout.map(Duration::ofSeconds).orElse(Caller.DEADLINE);
  }
}
