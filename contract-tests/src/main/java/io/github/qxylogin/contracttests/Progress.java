package io.github.qxylogin.contracttests;

import io.github.qxylogin.contracttests.Outcome.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells on a terminal how the run goes: a line a check, and one that sums up. */
final class Progress {
  private static final Map<Verdict, String> COLOURS =
      Map.of(
          Verdict.PASSED, "\033[32m",
          Verdict.DRIFTED, "\033[36m",
          Verdict.FAILED, "\033[31m",
          Verdict.KNOWN, "\033[35m",
          Verdict.SKIPPED, "\033[33m");

  /** An interrupted run has too many of them to be read. */
  private static final int GAPS = 10;

  private static final String PLAIN = "\033[0m";

  private final PrintStream out;
  private final boolean coloured;

  Progress(PrintStream out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  void done(Outcome outcome) {
    Verdict verdict = outcome.verdict();
    String reason = outcome.reason().isEmpty() ? "" : "  (" + outcome.reason() + ")";
    out.println(sign(verdict) + " " + outcome.check().id() + reason);
    if (verdict == Verdict.FAILED) {
      outcome.messages().forEach(message -> out.println("    " + Terminal.printable(message)));
    }
  }

  private String sign(Verdict verdict) {
    return coloured ? COLOURS.get(verdict) + verdict.sign() + PLAIN : verdict.sign();
  }

  void sum(Suite suite, Duration took) {
    Ledger ledger = suite.ledger();
    String kind = suite.target().mock() ? "the mock server" : "a real target";
    out.printf(
        Locale.ROOT,
        "%n%d checks against %s, %s: %d passed, %d failed, %d skipped in %.1f s%n",
        suite.checks().size(),
        suite.target().url(),
        kind,
        ledger.count(Verdict.PASSED),
        ledger.count(Verdict.FAILED),
        ledger.count(Verdict.SKIPPED),
        took.toMillis() / 1000.0);
    out.println(ledger.coverage());
    List<String> gaps = ledger.gaps();
    gaps.stream().limit(GAPS).forEach(gap -> out.println(sign(Verdict.FAILED) + " " + gap));
    if (gaps.size() > GAPS) {
      out.println("… and " + (gaps.size() - GAPS) + " more, which the reports list");
    }
  }
}
