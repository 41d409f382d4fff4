package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.run.Selection;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of the command line; picocli sets them. */
final class RunOptions {
  @Option(
      names = "--target",
      paramLabel = "URL",
      order = 1,
      description = "The server to check; without it, a mock server that is started for the run.")
  Optional<String> target = Optional.empty();

  @Option(
      names = "--module",
      paramLabel = "NAME",
      order = 2,
      description = "Checks by the pages of one of the vendor's modules alone; by default by all.")
  Optional<String> module = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      order = 2,
      description =
          "Credentials and taxpayer: lines such as QXY_NSRSBH=… (Java properties, UTF-8),"
              + " named as in the environment, which wins.")
  Optional<Path> config = Optional.empty();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      order = 3,
      description = "The CA, or a mock server's own certificate, to trust (PEM) instead of Java's.")
  Optional<Path> ca = Optional.empty();

  @Option(
      names = "--only",
      paramLabel = "OPERATION",
      split = ",",
      hideParamSyntax = true,
      order = 3,
      description = "Only the checks of this operation, …; what it needs before is called too.")
  List<String> only = List.of();

  @Option(
      names = "--tier",
      paramLabel = "NAME",
      split = ",",
      hideParamSyntax = true,
      order = 3,
      description =
          "Only the checks of this tier, …, and none that is not allowed: read-only, side-effects,"
              + " interactive, failed-logins, mock-only.")
  List<String> tiers = List.of();

  @Option(
      names = "--allow-side-effects",
      order = 4,
      description =
          "Also make calls on the target that send an SMS or open a session, and on a mock server"
              + " those that change an account; on a real target no account is touched.")
  boolean allowSideEffects;

  @Option(
      names = "--allow-failed-logins",
      order = 5,
      description =
          "Also make calls that may count as failed logins, three at most on a real target: more"
              + " than four lock the tax number.")
  boolean allowFailedLogins;

  @Option(
      names = "--fail-on-drift",
      order = 5,
      description = "Exit with 1 on drift too: differences that mislead no caller.")
  boolean failOnDrift;

  @Option(
      names = "--known",
      paramLabel = "FILE",
      order = 6,
      description =
          "Failures to put up with, a line each: check-id | until 2027-01-31 | reason (* in the id"
              + " stands for any text).")
  Optional<Path> known = Optional.empty();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      order = 7,
      description = "Where to write the reports, also of a run that ends early.")
  Optional<Path> report = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      split = ",",
      hideParamSyntax = true,
      order = 7,
      description = "Further reports to write, …: sarif, har.")
  Set<Reports.Format> formats = Set.of();

  @Option(
      names = "--lang",
      paramLabel = "en|zh",
      order = 8,
      description = "The language of the reports; by default that of the system.")
  Optional<Language> lang = Optional.empty();

  @Option(
      names = "--list",
      order = 8,
      description = "Print id, effect and tier of every check, and send nothing.")
  boolean list;

  @Option(
      names = "--verbose",
      order = 9,
      description = "Print a line for every check, and where a crash happened.")
  boolean verbose;

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
    return Selection.of(asked, only, tiers);
  }
}
