package io.github.qxylogin.contracttests.report;

import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.text.Markup;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells how the run goes: failures as they happen, and where the run is, by a line that is
 * rewritten on a terminal and a line an operation elsewhere; at the end what it came to.
 */
public final class Progress {
  private static final Map<Verdict, String> COLOURS =
      Map.of(
          Verdict.PASSED, "\033[32m",
          Verdict.DRIFTED, "\033[36m",
          Verdict.FAILED, "\033[31m",
          Verdict.KNOWN, "\033[35m",
          Verdict.UNAVAILABLE, "\033[33m",
          Verdict.SKIPPED, "\033[33m");
  private static final String PLAIN = "\033[0m";
  private static final String CLEAR_LINE = "\r\033[K";
  private static final int MOST_LINES = 20;
  private static final int LONGEST_LINE = 1000;

  /** The first checks are slow, and a wait is no pace: the latest ones tell it best. */
  private static final int PACE_OF = 100;

  /** Of fewer checks no pace is told. */
  private static final int ENOUGH_FOR_A_PACE = 10;

  private final PrintStream out;
  private final boolean terminal;
  private final boolean verbose;
  private final int checks;
  private final InstantSource clock;
  private final Instant start;
  private final Deque<Instant> made = new ArrayDeque<>();
  private long toBeMade;
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private final List<Outcome> ofOperation = new ArrayList<>();

  /**
   * Tells of a run.
   *
   * @param terminal whether a person watches, who likes colours and a line that changes
   * @param verbose whether every check gets a line of its own
   * @param suite what is run
   * @param clock by which it takes its time
   */
  public Progress(
      PrintStream out, boolean terminal, boolean verbose, Suite suite, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.verbose = verbose;
    this.checks = suite.checks().size();
    this.toBeMade = terminal ? suite.toBeMade() : 0;
    this.clock = clock;
    this.start = clock.instant();
    made.add(start);
  }

  public void done(Outcome outcome) {
    counts.merge(outcome.verdict(), 1, Integer::sum);
    clearLine();
    if (!ofOperation.isEmpty()
        && !ofOperation.get(0).check().operation().equals(operation(outcome))) {
      endOperation();
    }
    ofOperation.add(outcome);
    if (verbose || outcome.failed() || outcome.verdict() == Verdict.KNOWN) {
      tell(outcome);
    }
    if (terminal) {
      pace(outcome);
      out.print(where(outcome));
      out.flush();
    }
  }

  private static Operation operation(Outcome outcome) {
    return outcome.check().operation();
  }

  private void tell(Outcome outcome) {
    String reason = outcome.reason().isEmpty() ? "" : "  (" + outcome.reason() + ")";
    out.println(sign(outcome.verdict()) + " " + outcome.check().id() + shown(reason));
    if (outcome.failed()) {
      lines("    ", outcome.messages());
    }
  }

  private String where(Outcome outcome) {
    int done = counts.values().stream().mapToInt(Integer::intValue).sum();
    return "%d/%d checks, %d failed, %s%s: %s"
        .formatted(
            done,
            checks,
            counts.getOrDefault(Verdict.FAILED, 0),
            seconds(Duration.between(start, clock.instant())),
            left(),
            operation(outcome));
  }

  /** What is skipped takes no time. */
  private void pace(Outcome outcome) {
    if (!outcome.exchanges().isEmpty()) {
      toBeMade--;
      made.add(clock.instant());
      if (made.size() > PACE_OF) {
        made.remove();
      }
    }
  }

  private String left() {
    int paced = made.size() - 1;
    if (paced < ENOUGH_FOR_A_PACE || toBeMade <= 0) {
      return "";
    }
    Duration took = Duration.between(made.getFirst(), made.getLast());
    return ", about " + seconds(took.multipliedBy(toBeMade).dividedBy(paced)) + " left";
  }

  private static String seconds(Duration duration) {
    long minutes = duration.toMinutes();
    return (minutes == 0 ? "" : minutes + " min ") + duration.toSecondsPart() + " s";
  }

  private void endOperation() {
    if (!terminal && !verbose) {
      Map<Verdict, Integer> some = new EnumMap<>(Verdict.class);
      ofOperation.forEach(outcome -> some.merge(outcome.verdict(), 1, Integer::sum));
      List<String> words = new ArrayList<>();
      some.forEach((verdict, n) -> words.add(n + " " + verdict.key()));
      Verdict shown =
          Stream.of(
                  Verdict.FAILED,
                  Verdict.KNOWN,
                  Verdict.UNAVAILABLE,
                  Verdict.DRIFTED,
                  Verdict.PASSED)
              .filter(some::containsKey)
              .findFirst()
              .orElse(Verdict.SKIPPED);
      out.println(
          sign(shown) + " " + operation(ofOperation.get(0)) + ": " + String.join(", ", words));
    }
    ofOperation.clear();
  }

  private void clearLine() {
    if (terminal) {
      out.print(CLEAR_LINE);
    }
  }

  private String sign(Verdict verdict) {
    return terminal ? COLOURS.get(verdict) + verdict.sign() + PLAIN : verdict.sign();
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

  /** Tells what the run came to. */
  public void sum(Report report) {
    clearLine();
    if (!ofOperation.isEmpty()) {
      endOperation();
    }
    out.println();
    lines(
        sign(Verdict.DRIFTED) + " ",
        report.drift().stream()
            .map(d -> d.operation() + ", " + d.place() + ": " + d.difference().words() + times(d))
            .toList());
    for (Verdict verdict : List.of(Verdict.SKIPPED, Verdict.UNAVAILABLE)) {
      lines(
          sign(verdict) + " ",
          report.reasons(verdict).entrySet().stream()
              .map(of -> of.getValue().size() + " " + verdict.key() + ": " + of.getKey())
              .toList());
    }
    lines(sign(Verdict.FAILED) + " ", report.gaps());
    report
        .endedEarly()
        .ifPresent(
            reason ->
                out.println(
                    "Ended early: " + shown(reason) + "; not run: " + report.notRun().size()));
    out.println(totals(report));
    out.println(report.coverage());
  }

  private static String times(Report.Drift drift) {
    return drift.count() == 1 ? "" : " (" + drift.count() + " times)";
  }

  /** Returns the run in one line. */
  static String totals(Report report) {
    List<String> words = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      boolean always = Set.of(Verdict.PASSED, Verdict.FAILED, Verdict.SKIPPED).contains(verdict);
      if (always || report.count(verdict) > 0) {
        words.add(report.count(verdict) + " " + verdict.key());
      }
    }
    return String.format(
        Locale.ROOT,
        "%d checks against %s, %s: %s in %.1f s",
        report.suite().checks().size(),
        report.suite().target().url(),
        report.kind(),
        String.join(", ", words),
        report.took().toMillis() / 1000.0);
  }

  /** Tells where the reports are. */
  public void written(Path folder) {
    out.println("Reports: " + folder.resolve(Reports.PAGE).toAbsolutePath().normalize().toUri());
  }
}
