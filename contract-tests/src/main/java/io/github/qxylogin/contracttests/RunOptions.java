package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.run.Selection;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the command line; picocli sets them. */
final class RunOptions {
  @Option(names = "--target", paramLabel = "URL")
  Optional<String> target = Optional.empty();

  @Option(names = "--module", paramLabel = "NAME")
  Optional<String> module = Optional.empty();

  @Option(names = "--config", paramLabel = "FILE")
  Optional<Path> config = Optional.empty();

  @Option(names = "--only", paramLabel = "OPERATION", split = ",", hideParamSyntax = true)
  Set<String> only = Set.of();

  @Option(names = "--tier", paramLabel = "NAME", split = ",", hideParamSyntax = true)
  Set<String> tiers = Set.of();

  @Option(names = "--check", paramLabel = "ID", split = ",", hideParamSyntax = true)
  Set<String> checks = Set.of();

  @Option(names = "--allow-side-effects")
  boolean allowSideEffects;

  @Option(names = "--allow-failed-logins")
  boolean allowFailedLogins;

  @Option(names = "--known", paramLabel = "FILE")
  Optional<Path> known = Optional.empty();

  @Option(names = "--baseline", paramLabel = "FILE")
  Optional<Path> baseline = Optional.empty();

  @Option(names = "--require-asked", paramLabel = "N")
  Optional<Integer> requireAsked = Optional.empty();

  @Option(names = "--timeout", paramLabel = "SECONDS")
  Optional<Integer> timeout = Optional.empty();

  @Option(names = "--max-minutes", paramLabel = "N")
  Optional<Integer> maxMinutes = Optional.empty();

  @Option(names = "--list")
  boolean list;

  @Option(names = "--verbose")
  boolean verbose;

  @Mixin final ReportOptions output = new ReportOptions();

  /**
   * Returns the selected part of a contract.
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
    return new Selection(only, tiers, checks).known(asked);
  }
}
