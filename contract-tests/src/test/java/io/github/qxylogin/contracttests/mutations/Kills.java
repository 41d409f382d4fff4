package io.github.qxylogin.contracttests.mutations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the suite made of all mutants.
 *
 * @param trials in the order of the operators
 */
record Kills(List<Trial> trials) {
  private static final double ENOUGH = 0.95;

  Kills {
    trials = List.copyOf(trials);
  }

  List<Trial> mutations() {
    return trials.stream().filter(t -> !t.mutant().operator().harmless()).toList();
  }

  List<Trial> harmless() {
    return trials.stream().filter(t -> t.mutant().operator().harmless()).toList();
  }

  List<Trial> survivors() {
    return mutations().stream().filter(t -> !t.right()).toList();
  }

  List<Trial> falseAlarms() {
    return harmless().stream().filter(t -> !t.right()).toList();
  }

  long killed() {
    return (long) mutations().size() - survivors().size();
  }

  double share() {
    return mutations().isEmpty() ? 0 : (double) killed() / mutations().size();
  }

  /** Returns whether the suite sees enough and complains of nothing harmless. */
  boolean enough() {
    return share() >= ENOUGH && falseAlarms().isEmpty();
  }

  Map<Operator, List<Trial>> byOperator() {
    return trials.stream()
        .collect(
            Collectors.groupingBy(
                t -> t.mutant().operator(), LinkedHashMap::new, Collectors.toList()));
  }

  /** Returns the mutations by their kind, without the harmless ones. */
  Map<String, Kills> byKind() {
    Map<String, List<Trial>> kinds =
        mutations().stream()
            .collect(
                Collectors.groupingBy(
                    t -> t.mutant().operator().kind(), LinkedHashMap::new, Collectors.toList()));
    Map<String, Kills> kills = new LinkedHashMap<>();
    kinds.forEach((kind, trials) -> kills.put(kind, new Kills(trials)));
    return kills;
  }

  /** Returns how many mutations were detected, such as {@code 19/20 (95.0 %)}. */
  String score() {
    return "%d/%d (%.1f %%)".formatted(killed(), mutations().size(), 100 * share());
  }

  /** Returns why a survivor survived. */
  static String why(Trial survivor) {
    return survivor.verdict() == Trial.Verdict.CRASHED ? survivor.line() : "unexplained";
  }

  /** Returns the result in a sentence. */
  String sum() {
    return "%d of %d mutations detected (%.1f %%), %s"
        .formatted(killed(), mutations().size(), 100 * share(), sumOfHarmless());
  }

  String sumOfHarmless() {
    return "%d false alarms among %d harmless changes"
        .formatted(falseAlarms().size(), harmless().size());
  }
}
