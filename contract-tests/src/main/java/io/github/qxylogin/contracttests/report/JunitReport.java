package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.text.Markup;
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
 * Reports a run in the XML that build servers read: a suite for each operation, and one of the run
 * itself for what it left out. {@code junit.jte} writes it.
 */
record JunitReport(Report report) {
  /** The result of a check, as build servers know it. */
  enum Result {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  /**
   * A check.
   *
   * @param type the kind of difference, or why it was not run
   * @param message the first message
   * @param text all messages
   */
  record Case(String name, Duration took, Result result, String type, String message, String text) {
    Case(String name, Result result, String type, String message) {
      this(name, Duration.ZERO, result, type, message, "");
    }

    String seconds() {
      return JunitReport.seconds(took);
    }
  }

  /** The checks of an operation, or the run. */
  record Suite(String name, Duration took, List<Case> cases) {
    long count(Result result) {
      return cases.stream().filter(one -> one.result() == result).count();
    }

    String seconds() {
      return JunitReport.seconds(took);
    }
  }

  static void write(Path file, Report report) throws IOException {
    Files.write(file, Markup.render("junit", new JunitReport(report)).getBytes(UTF_8));
  }

  String timestamp() {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        report.start().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  List<Suite> suites() {
    Map<String, Case> made =
        report.outcomes().stream().collect(Collectors.toMap(o -> o.check().id(), this::made));
    Map<String, List<Case>> operations = new LinkedHashMap<>();
    for (Check check : report.checks()) {
      Case notRun = new Case(check.id(), Result.SKIPPED, "not-run", told(report.notRunReason()));
      operations
          .computeIfAbsent(check.operation().id(), operation -> new ArrayList<>())
          .add(made.getOrDefault(check.id(), notRun));
    }
    List<Suite> suites = new ArrayList<>();
    operations.forEach(
        (operation, cases) ->
            suites.add(
                new Suite(
                    operation,
                    cases.stream().map(Case::took).reduce(Duration.ZERO, Duration::plus),
                    cases)));
    suites.add(run());
    return suites;
  }

  /** An incomplete run has to be red for a build server too. */
  private Suite run() {
    List<Case> errors =
        Stream.concat(report.endedEarly().stream(), report.gaps().stream())
            .map(error -> new Case(error, result(), "left-out", told(error)))
            .toList();
    Case whole = new Case(told(report.headline()), Result.PASSED, "", "");
    return new Suite("run", report.took(), errors.isEmpty() ? List.of(whole) : errors);
  }

  private Result result() {
    return report.endedInOrder() ? Result.SKIPPED : Result.ERROR;
  }

  private Case made(Outcome outcome) {
    String all = Markup.shortened(String.join("\n", outcome.messages(report.language())));
    return switch (outcome.verdict()) {
      case PASSED -> made(outcome, Result.PASSED, "", "", "");
      case DRIFTED -> made(outcome, Result.PASSED, "", "", told("drift") + ":\n" + all);
      case FAILED ->
          made(
              outcome,
              Result.FAILURE,
              kind(outcome),
              Markup.shortened(outcome.breakingMessages(report.language()).get(0)),
              FailureText.of(outcome, report.masking(), report.language()));
      case KNOWN -> {
        String why = told("known to fail: " + outcome.reason());
        yield made(outcome, Result.SKIPPED, kind(outcome), why, all);
      }
      default ->
          made(outcome, Result.SKIPPED, outcome.verdict().key(), told(outcome.reason()), all);
    };
  }

  private static Case made(
      Outcome outcome, Result result, String type, String message, String text) {
    return new Case(outcome.check().id(), outcome.took(), result, type, message, text);
  }

  private String told(String english) {
    return Markup.shortened(report.language().of(english));
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
