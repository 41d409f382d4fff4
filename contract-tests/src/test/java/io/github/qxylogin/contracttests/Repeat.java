package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.OwnMock;
import io.github.qxylogin.contracttests.testing.Suites;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the suite many times against mock servers of its own, and reports each check with a verdict
 * that is not the same every time: a suite that changes its mind is not believed when it is right.
 */
final class Repeat {
  private static final int DIFFERENT = 1;
  private static final int WRONG_USAGE = 2;

  private final Contract contract = Contract.load();
  private final PrintStream out;

  private Repeat(PrintStream out) {
    this.out = out;
  }

  /** Runs the suite as often as the argument says. */
  public static void main(String[] args) {
    int runs = args.length == 1 && args[0].matches("[1-9]\\d{0,5}") ? Integer.parseInt(args[0]) : 0;
    if (runs == 0) {
      System.err.println("Wanted the number of runs, such as -Druns=50");
      System.exit(WRONG_USAGE);
    }
    System.exit(new Repeat(Terminal.out()).run(runs));
  }

  private int run(int runs) {
    Map<String, Map<String, Integer>> seen = new LinkedHashMap<>();
    for (int i = 1; i <= runs; i++) {
      long start = System.nanoTime();
      List<Outcome> outcomes = outcomes();
      outcomes.forEach(
          o ->
              seen.computeIfAbsent(o.check().id(), id -> new LinkedHashMap<>())
                  .merge(messages(o), 1, Integer::sum));
      out.printf(
          "run %d of %d: %s in %.1f s%n",
          i, runs, verdicts(outcomes), (System.nanoTime() - start) / 1e9);
    }
    long different = seen.values().stream().filter(verdicts -> isDifferent(verdicts, runs)).count();
    seen.forEach(
        (id, verdicts) -> {
          if (isDifferent(verdicts, runs)) {
            verdicts.forEach(
                (verdict, times) -> out.println(id + " " + times + " times: " + verdict));
          }
        });
    out.println(
        seen.size() + " checks, " + runs + " runs, " + different + " with different verdicts");
    return different == 0 ? 0 : DIFFERENT;
  }

  /** A check that is missing in a run is different too. */
  private static boolean isDifferent(Map<String, Integer> verdicts, int runs) {
    return verdicts.size() != 1 || verdicts.values().stream().noneMatch(n -> n == runs);
  }

  private List<Outcome> outcomes() {
    Masking masking = new Masking(contract);
    try (OwnMock mock = OwnMock.start(contract, masking)) {
      Suite suite = Suites.of(contract, mock.target(), Permissions.READ_ONLY, masking);
      suite.run(outcome -> {});
      return suite.outcomes();
    }
  }

  /** Returns the verdict, and the findings of a failed check. */
  private static String messages(Outcome outcome) {
    return outcome.verdict().key()
        + Optional.of(outcome)
            .filter(Outcome::failed)
            .map(failed -> " " + failed.messages())
            .orElse("");
  }

  private static String verdicts(List<Outcome> outcomes) {
    return outcomes.stream()
        .collect(
            Collectors.groupingBy(
                o -> o.verdict().key(), LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }
}
