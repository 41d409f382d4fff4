package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Markup;
import io.github.qxylogin.contracttests.text.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A run as the summary of a job: HTML, of which Markdown leaves a block without empty lines as it
 * is. {@code summary.jte} writes it.
 */
final class GithubSummary {
  private static final int MOST_ROWS = 50;
  private static final int LONGEST = 1000;

  /** A line of a table. */
  record Row(String left, String right) {}

  /**
   * A table.
   *
   * @param more what is said of the rows that it has no room for; else empty
   */
  record Table(String title, List<Row> rows, String more) {
    List<Row> shown() {
      return rows.stream().limit(MOST_ROWS).toList();
    }
  }

  private final Report report;
  private final Language language;

  private GithubSummary(Report report) {
    this.report = report;
    this.language = report.language();
  }

  static String of(Report report) {
    String block = Template.MARKUP.render("summary", new GithubSummary(report));
    return "\n" + block.replaceAll("\\s*\n\\s*", "") + "\n";
  }

  /** Returns the worst first: who reads a summary reads its heading. */
  String verdict() {
    return report.verdict().sign() + " " + language.of("Contract tests");
  }

  String totals() {
    return language.of(Progress.totals(report));
  }

  String coverage() {
    return language.of(report.coverage().toString());
  }

  String endedEarly() {
    return report.endedEarly().map(reason -> language.of("Ended early: " + reason)).orElse("");
  }

  List<Table> tables() {
    return Stream.of(
            table(
                "Failed",
                report.outcomes(Verdict.FAILED),
                outcome -> outcome.check().id(),
                outcome -> String.join(" ", outcome.messages(language))),
            table("Left out", report.gaps(), gap -> "", language::of),
            table(
                "Drift",
                report.drift(),
                drift -> drift.operation() + " " + drift.place(),
                drift -> language.of(drift.difference().words())),
            table(
                "Skipped",
                new ArrayList<>(report.skipped().entrySet()),
                skipped -> Integer.toString(skipped.getValue().size()),
                skipped -> language.of(skipped.getKey())))
        .filter(table -> !table.rows().isEmpty())
        .toList();
  }

  private <T> Table table(
      String title, List<T> all, Function<T, String> left, Function<T, String> right) {
    List<Row> rows =
        all.stream()
            .map(one -> new Row(onOneLine(left.apply(one)), onOneLine(right.apply(one))))
            .toList();
    int more = rows.size() - MOST_ROWS;
    return new Table(
        language.of(title), rows, more > 0 ? language.of("and " + more + " more") : "");
  }

  private static String onOneLine(String text) {
    return Markup.shortened(text, LONGEST).replaceAll("\\s+", " ");
  }
}
