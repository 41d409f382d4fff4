package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contract.document.ContractException;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.report.Report;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.text.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that a run and a recording have in common. */
final class ReportOptions {
  @Option(names = "--overlay", paramLabel = "FILE")
  List<Path> overlays = List.of();

  @Option(names = "--ca", paramLabel = "FILE")
  Optional<Path> ca = Optional.empty();

  @Option(names = "--fail-on-drift")
  boolean failOnDrift;

  @Option(names = "--report", paramLabel = "DIR")
  Optional<Path> report = Optional.empty();

  @Option(names = "--format", paramLabel = "NAME", split = ",", hideParamSyntax = true)
  Set<Reports.Format> formats = Set.of();

  @Option(names = "--lang", paramLabel = "en|zh")
  Optional<Language> lang = Optional.empty();

  /**
   * Returns a contract as the overlays edit it.
   *
   * @throws ContractException naming file, target and reason, if one cannot be applied
   */
  Contract edited(Contract contract) {
    Contract edited = contract;
    for (Path file : overlays) {
      edited = edited.edited(file, Bundler.read(file));
    }
    return edited;
  }

  void write(Report judged) {
    report.ifPresent(folder -> Reports.write(folder, judged, formats));
  }

  /** Returns whether responses break the contract, within the chosen checks. */
  boolean breaks(Report judged) {
    return judged.count(Verdict.FAILED) > 0
        || judged.checks().isEmpty()
        || (failOnDrift && judged.hasNewDrift());
  }
}
