package io.github.qxylogin.contracttests.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.coverage.ResponseProperties.Form;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Observer;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what became of the checks, so that no run is green because something was left out. */
public final class Ledger {
  /**
   * Remembers which members that the contract knows the answers to each check had, and of which
   * types; no value.
   */
  static final class Sightings implements Observer {
    private final Contract contract;
    private final Map<Operation, Set<Form>> known = new HashMap<>();
    private final Map<String, Map<String, Set<Form>>> seen = new HashMap<>();

    Sightings(Contract contract) {
      this.contract = contract;
    }

    @Override
    public void saw(
        Check check, Step.Call call, JsonNode request, Answer answer, List<Finding> findings) {
      Set<Form> forms = ResponseProperties.formsIn(answer.body());
      forms.retainAll(
          known.computeIfAbsent(
              call.operation(), operation -> ResponseProperties.of(contract, operation)));
      seen.computeIfAbsent(check.id(), id -> new HashMap<>())
          .computeIfAbsent(call.operation().id(), id -> new HashSet<>())
          .addAll(forms);
    }

    /** Returns whether an answer of the operation had that member when the check was run. */
    boolean has(Check check, Operation operation, Form form) {
      return seen.getOrDefault(check.id(), Map.of())
          .getOrDefault(operation.id(), Set.of())
          .contains(form);
    }
  }

  private final Contract contract;
  private final List<Check> all;
  private final List<Check> planned;
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private String notRun = "nobody ran it";
  private final Sightings sightings;

  /** What the outcomes so far amount to; null when one has come since. */
  private Coverage coverage;

  public Ledger(Contract contract, List<Check> planned) {
    this(contract, planned, planned);
  }

  /**
   * Counts the checks of a run that leaves some out.
   *
   * @param all the checks of the contract
   * @param planned those of them that are to be run
   */
  public Ledger(Contract contract, List<Check> all, List<Check> planned) {
    this.contract = contract;
    this.all = all;
    this.planned = planned;
    this.sightings = new Sightings(contract);
  }

  /** Takes note of why the checks that are still to come are not run. */
  public void endedEarly(String reason) {
    notRun = "not run: " + reason;
  }

  public void record(Outcome outcome) {
    coverage = null;
    outcomes.put(outcome.check().id(), outcome);
  }

  public List<Outcome> outcomes() {
    return List.copyOf(outcomes.values());
  }

  public long count(Outcome.Verdict verdict) {
    return outcomes.values().stream().filter(o -> o.verdict() == verdict).count();
  }

  /** Returns how much of the contract was seen. */
  public Coverage coverage() {
    if (coverage == null) {
      coverage = new CoverageCells(contract, all, planned, outcomes, sightings).coverage();
    }
    return coverage;
  }

  /** Returns whom to tell of every call. */
  public Observer sightings() {
    return sightings;
  }

  /** Returns what should have been checked and was not even looked at. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>(unchecked());
    for (Check check : planned) {
      if (!outcomes.containsKey(check.id())) {
        gaps.add(check.id() + ": " + notRun);
      }
    }
    return gaps;
  }

  /** Returns what no check looks at. */
  public List<String> unchecked() {
    return planned.isEmpty()
        ? List.of("the contract gives no check at all")
        : coverage().cells(Coverage.State.NOT_SEEN).stream()
            .filter(cell -> cell.reason().equals(Coverage.NO_CHECK))
            .map(Coverage.Cell::toString)
            .toList();
  }
}
