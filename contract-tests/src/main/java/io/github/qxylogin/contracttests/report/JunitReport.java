package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports a run in the XML that build servers read: a suite an operation, and one of the run itself
 * for what it left out. {@code junit.jte} writes it.
 */
final class JunitReport {
  private static final String RUN = "run";

  /** What a build server is told of a check. */
  enum Result {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  /**
   * A check.
   *
   * @param type what kind of difference it is, or why it was not run
   * @param message the first thing to know
   * @param text all of it
   */
  record Case(String name, Duration took, Result result, String type, String message, String text) {
    String seconds() {
      return JunitReport.seconds(took);
    }
  }

  /** The checks of an operation. */
  record Suite(String name, Duration took, Map<String, String> properties, List<Case> cases) {
    long count(Result result) {
      return cases.stream().filter(one -> one.result() == result).count();
    }

    String seconds() {
      return JunitReport.seconds(took);
    }
  }

  private final Report report;
  private final Language language;

  private JunitReport(Report report) {
    this.report = report;
    this.language = report.language();
  }

  static void write(Path file, Report report) throws IOException {
    Files.write(file, Template.MARKUP.render("junit", new JunitReport(report)).getBytes(UTF_8));
  }

  String target() {
    return report.suite().target().url();
  }

  String timestamp() {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        report.start().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  List<Suite> suites() {
    Map<Operation, List<Outcome>> run =
        report.outcomes().stream().collect(Collectors.groupingBy(o -> o.check().operation()));
    Map<Operation, List<Check>> notRun =
        report.notRun().stream().collect(Collectors.groupingBy(Check::operation));
    List<Suite> suites = new ArrayList<>();
    report.suite().checks().stream()
        .map(Check::operation)
        .distinct()
        .forEach(
            operation ->
                suites.add(
                    suite(
                        operation,
                        run.getOrDefault(operation, List.of()),
                        notRun.getOrDefault(operation, List.of()))));
    suites.add(run());
    return suites;
  }

  private Suite suite(Operation operation, List<Outcome> outcomes, List<Check> notRun) {
    Duration took = outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus);
    List<Case> cases =
        Stream.concat(outcomes.stream().map(this::made), notRun.stream().map(this::notMade))
            .toList();
    return new Suite(operation.id(), took, Map.of(), cases);
  }

  /** What makes the run incomplete has to be red for a build server too. */
  private Suite run() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("target", target());
    properties.put("kind", report.kind());
    properties.put("tier", report.tier());
    properties.put("coverage", report.coverage().toString());
    List<Case> errors =
        Stream.concat(report.endedEarly().stream(), report.gaps().stream())
            .map(error -> new Case(error, Duration.ZERO, Result.ERROR, "left-out", told(error), ""))
            .toList();
    String coverage = told(report.coverage().toString());
    Case whole = new Case(coverage, Duration.ZERO, Result.PASSED, "", "", "");
    return new Suite(RUN, report.took(), properties, errors.isEmpty() ? List.of(whole) : errors);
  }

  private Case notMade(Check check) {
    String why = "not run" + report.endedEarly().map(reason -> ": " + reason).orElse("");
    return new Case(check.id(), Duration.ZERO, Result.SKIPPED, "not-run", told(why), "");
  }

  private Case made(Outcome outcome) {
    String all = Markup.shortened(String.join("\n", outcome.messages(language)));
    return switch (outcome.verdict()) {
      case PASSED -> made(outcome, Result.PASSED, "", "", "");
      case DRIFTED -> made(outcome, Result.PASSED, "", "", told("drift") + ":\n" + all);
      case FAILED -> {
        String first = Markup.shortened(outcome.breakingMessages(language).get(0));
        String text = FailureText.of(outcome, report.suite().masking(), language);
        yield made(outcome, Result.FAILURE, kind(outcome), first, text);
      }
      case KNOWN -> {
        String why = told("known to fail: " + outcome.reason());
        yield made(outcome, Result.SKIPPED, kind(outcome), why, all);
      }
      case UNAVAILABLE, SKIPPED ->
          made(outcome, Result.SKIPPED, outcome.verdict().key(), told(outcome.reason()), all);
    };
  }

  private static Case made(
      Outcome outcome, Result result, String type, String message, String text) {
    return new Case(outcome.check().id(), outcome.took(), result, type, message, text);
  }

  private String told(String english) {
    return Markup.shortened(language.of(english));
  }

  /** Returns the difference that failed a check. */
  private static String kind(Outcome outcome) {
    return outcome.exchanges().stream()
        .flatMap(exchange -> exchange.findings().stream())
        .filter(Finding::breaking)
        .map(finding -> finding.difference().key())
        .findFirst()
        .orElse("");
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toMillis() / 1000.0);
  }
}
