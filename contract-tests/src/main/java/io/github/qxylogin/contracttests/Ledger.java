package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what became of the checks, so that no run is green because something was left out. */
final class Ledger {
  private final Contract contract;
  private final List<Check> planned;
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private String notRun = "nobody ran it";

  Ledger(Contract contract, List<Check> planned) {
    this.contract = contract;
    this.planned = planned;
  }

  /** Takes note of why the checks that are still to come are not run. */
  void endedEarly(String reason) {
    notRun = "not run: " + reason;
  }

  void record(Outcome outcome) {
    outcomes.put(outcome.check().id(), outcome);
  }

  List<Outcome> outcomes() {
    return List.copyOf(outcomes.values());
  }

  long count(Outcome.Verdict verdict) {
    return outcomes.values().stream().filter(o -> o.verdict() == verdict).count();
  }

  /** Returns how many cases were looked at. */
  long documentedAnswers() {
    return outcomes.values().stream()
        .flatMap(o -> o.check().documented().map(c -> o.check().operation().id() + " " + c.name()))
        .distinct()
        .count();
  }

  /** Returns how many operations were looked at. */
  long operations() {
    return outcomes.values().stream().map(o -> o.check().operation().id()).distinct().count();
  }

  /** Returns what should have been checked and was not even looked at. */
  List<String> gaps() {
    if (planned.isEmpty()) {
      return List.of("the contract gives no check at all");
    }
    List<String> gaps = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      for (Case documented : operation.cases()) {
        if (planned.stream().noneMatch(check -> covers(check, operation, documented))) {
          gaps.add(operation.id() + ", case " + documented.name() + ": there is no check of it");
        }
      }
    }
    for (Check check : planned) {
      if (!outcomes.containsKey(check.id())) {
        gaps.add(check.id() + ": " + notRun);
      }
    }
    return gaps;
  }

  private static boolean covers(Check check, Operation operation, Case documented) {
    return check.operation().equals(operation) && check.documented().anyMatch(documented::equals);
  }
}
