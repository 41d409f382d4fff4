package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.text.Markup;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Prints the progress of a run. It prints the first of alike failures at once, and the result at
 * the end. On a terminal it also rewrites a status line.
 */
public final class Progress {
  private static final Map<Verdict, String> COLOURS =
      Map.of(Verdict.PASSED, "\033[32m", Verdict.DRIFTED, "\033[36m", Verdict.FAILED, "\033[31m");
  private static final String OTHER_COLOUR = "\033[33m";
  private static final String PLAIN = "\033[0m";
  private static final String CLEAR_LINE = "\r\033[K";
  private static final int MOST_LINES = 20;
  private static final int LONGEST_LINE = 1000;

  private final PrintStream out;
  private final boolean terminal;
  private final boolean verbose;
  private final int checks;
  private final InstantSource clock;
  private final Instant start;
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private final Set<Set<Report.Way>> alike = new HashSet<>();

  /**
   * Prints the progress of a run.
   *
   * @param terminal whether a person watches, with colours and a line that changes
   * @param verbose whether every check gets a line of its own
   * @param checks how many checks there are
   */
  public Progress(
      PrintStream out, boolean terminal, boolean verbose, int checks, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.verbose = verbose;
    this.checks = checks;
    this.clock = clock;
    this.start = clock.instant();
  }

  public void done(Outcome outcome) {
    counts.merge(outcome.verdict(), 1, Integer::sum);
    clearLine();
    if (verbose || (outcome.failed() && alike.add(Report.sameness(outcome)))) {
      print(outcome);
    }
    if (terminal) {
      out.printf(
          "%d/%d checks, %d failed, %s: %s",
          counts.values().stream().mapToInt(Integer::intValue).sum(),
          checks,
          counts.getOrDefault(Verdict.FAILED, 0),
          seconds(Duration.between(start, clock.instant())),
          outcome.check().operation());
      out.flush();
    }
  }

  private void print(Outcome outcome) {
    String reason = shown(inBrackets(outcome));
    out.println(sign(outcome.verdict()) + " " + outcome.check().id() + reason);
    if (outcome.failed()) {
      lines("    ", outcome.messages());
    }
  }

  private static String inBrackets(Outcome outcome) {
    return outcome.reason().isEmpty() ? "" : "  (" + outcome.reason() + ")";
  }

  private static String seconds(Duration duration) {
    long minutes = duration.toMinutes();
    return (minutes == 0 ? "" : minutes + " min ") + duration.toSecondsPart() + " s";
  }

  private void clearLine() {
    if (terminal) {
      out.print(CLEAR_LINE);
    }
  }

  private String sign(Verdict verdict) {
    return terminal
        ? COLOURS.getOrDefault(verdict, OTHER_COLOUR) + verdict.sign() + PLAIN
        : verdict.sign();
  }

  private void lines(Verdict verdict, Stream<String> lines) {
    lines(sign(verdict) + " ", lines.toList());
  }

  private void lines(String start, List<String> lines) {
    lines.stream().limit(MOST_LINES).forEach(line -> out.println(start + shown(line)));
    if (lines.size() > MOST_LINES) {
      out.println(start + "and " + (lines.size() - MOST_LINES) + " more");
    }
  }

  private static String shown(String text) {
    return Markup.onTerminal(Markup.shortened(text, LONGEST_LINE));
  }

  /** Prints the result of the run. */
  public void sum(Report report) {
    clearLine();
    out.println();
    lines(
        Verdict.FAILED,
        report.groups(Verdict.FAILED).stream()
            .filter(group -> !group.others().isEmpty())
            .map(Report.Group::title));
    lines(
        Verdict.KNOWN,
        report.outcomes(Verdict.KNOWN).stream().map(o -> o.check().id() + inBrackets(o)));
    lines(Verdict.DRIFTED, report.drift().stream().map(Report.Drift::line));
    lines(Verdict.UNAVAILABLE, counted("unavailable", report.reasons(Verdict.UNAVAILABLE)));
    if (verbose) {
      lines(Verdict.SKIPPED, counted("skipped", report.notMade()));
    }
    lines(Verdict.FAILED, report.gaps().stream());
    report
        .endedEarly()
        .ifPresent(
            reason ->
                out.println(
                    "Ended early: " + shown(reason) + "; not run: " + report.notRun().size()));
    if (!report.neverAsked().isEmpty()) {
      out.println("Never asked: " + shown(String.join(", ", report.neverAsked())));
    }
    out.println(report.totals(english -> english));
  }

  private static Stream<String> counted(String what, Map<String, List<Check>> reasons) {
    return reasons.entrySet().stream()
        .map(of -> of.getValue().size() + " " + what + ": " + of.getKey());
  }

  /** Prints where the reports are. */
  public void written(Path folder) {
    out.println("Reports: " + folder.resolve(Reports.PAGE).toAbsolutePath().normalize().toUri());
  }
}
