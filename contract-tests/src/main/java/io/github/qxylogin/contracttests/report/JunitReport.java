package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.text.Markup;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reports a run in the XML that build servers read: a suite for each operation, and one of the run
 * itself for what it left out. {@code junit.jte} renders it.
 */
record JunitReport(Report report) {
  static String of(Report report) {
    return Markup.render("junit", new JunitReport(report));
  }

  String timestamp() {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        report.start().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
  }

  static Duration took(List<Outcome> outcomes) {
    return outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns the checks of each operation; a check that was not run is skipped. */
  Map<Operation, List<Outcome>> operations() {
    Map<String, Outcome> run =
        report.outcomes().stream()
            .collect(Collectors.toMap(outcome -> outcome.check().id(), Function.identity()));
    return Report.byOperation(
        report.checks().stream()
            .map(
                check ->
                    run.getOrDefault(check.id(), Outcome.skipped(check, report.notRunReason())))
            .toList());
  }

  /** Returns why a check has no verdict: {@code not-run}, if it was never reached. */
  String kindOfSkipped(Outcome outcome) {
    return report.outcomes().contains(outcome) ? outcome.verdict().key() : "not-run";
  }

  /** Returns the difference that failed a check. */
  static String kind(Outcome outcome) {
    return outcome.calls().stream()
        .flatMap(call -> call.findings().stream())
        .filter(Finding::breaking)
        .map(finding -> finding.difference().key())
        .findFirst()
        .orElse("");
  }

  String text(String english) {
    return Markup.shortened(report.language().of(english));
  }

  String messages(Outcome outcome) {
    return Markup.shortened(String.join("\n", outcome.messages(report.language())));
  }
}
