package io.github.qxylogin.contracttests.run;

import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The outcomes of the chosen checks, so that no run is green because something was left out. */
public final class Ledger {
  private final List<Check> planned;
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  Ledger(List<Check> planned) {
    this.planned = planned;
  }

  public void record(Outcome outcome) {
    outcomes.put(outcome.check().id(), outcome);
  }

  public List<Outcome> outcomes() {
    return List.copyOf(outcomes.values());
  }

  public long count(Verdict verdict) {
    return outcomes.values().stream().filter(o -> o.verdict() == verdict).count();
  }

  /** Returns the chosen checks that nobody ran. */
  public List<String> gaps() {
    return Stream.concat(
            unchecked().stream(),
            planned.stream()
                .filter(check -> !outcomes.containsKey(check.id()))
                .map(check -> check.id() + ": nobody ran it"))
        .toList();
  }

  /** Returns why nothing is checked, if that is so. */
  public List<String> unchecked() {
    return planned.isEmpty() ? List.of("the contract gives no check at all") : List.of();
  }
}
