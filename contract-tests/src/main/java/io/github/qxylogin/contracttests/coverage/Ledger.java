package io.github.qxylogin.contracttests.coverage;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.coverage.Coverage.Cell;
import io.github.qxylogin.contracttests.coverage.Coverage.State;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts the outcomes of the checks, so that no run is green because something was left out. */
public final class Ledger {
  /** More reasons tell no more. */
  private static final int ENOUGH_REASONS = 3;

  private static final Set<Difference> OTHER_CODES =
      Set.of(Difference.OTHER_CODE, Difference.UNKNOWN_CODE);

  private final Contract contract;
  private final List<Check> all;
  private final List<Check> planned;
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
  private String notRun = "nobody ran it";

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
  }

  /** Takes note of why the checks that are still to come are not run. */
  public void endedEarly(String reason) {
    notRun = "not run: " + reason;
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

  /** Returns what should have been checked and was not even looked at. */
  public List<String> gaps() {
    return Stream.concat(
            unchecked().stream(),
            planned.stream()
                .filter(check -> !outcomes.containsKey(check.id()))
                .map(check -> check.id() + ": " + notRun))
        .toList();
  }

  /** Returns why nothing is checked, if that is so. */
  public List<String> unchecked() {
    return planned.isEmpty() ? List.of("the contract gives no check at all") : List.of();
  }

  /**
   * Returns how much of the contract was seen. A cell is seen if a check that holds got it, and
   * none that was to get it failed there.
   */
  public Coverage coverage() {
    Set<Operation> chosen = planned.stream().map(Check::operation).collect(Collectors.toSet());
    List<Cell> cells = new ArrayList<>();
    for (Operation operation : contract.operations()) {
      if (chosen.contains(operation)) {
        operation.cases().forEach(documented -> cells.add(cell(operation, documented)));
        all.stream()
            .filter(check -> check.operation().equals(operation))
            .filter(check -> check.kind() != Check.Kind.ANSWER)
            .forEach(check -> cells.add(cell(check)));
      }
    }
    return new Coverage(cells);
  }

  private Cell cell(Operation operation, Case documented) {
    Expectation wanted = new Expectation.Documented(documented);
    List<Check> showing =
        all.stream()
            .filter(
                check ->
                    check
                        .calls()
                        .filter(call -> call.operation().equals(operation))
                        .anyMatch(call -> call.expected().equals(wanted)))
            .toList();
    boolean came = outcomes.values().stream().anyMatch(o -> got(o, operation, documented));
    State state =
        came && showing.stream().noneMatch(check -> brokeAt(check, operation))
            ? State.SEEN
            : showing.isEmpty() ? State.NOT_ASKED : State.NOT_SEEN;
    String reason = state == State.NOT_SEEN ? reason(showing) : "";
    return new Cell(operation, Check.Kind.ANSWER, documented.name(), state, reason);
  }

  private Cell cell(Check check) {
    boolean seen = holds(outcomes.get(check.id()));
    return new Cell(
        check.operation(),
        check.kind(),
        check.id().substring(check.operation().id().length() + 1),
        seen ? State.SEEN : State.NOT_SEEN,
        seen ? "" : reason(List.of(check)));
  }

  /** Another code of the same family may be right, and is not the documented answer. */
  private static boolean got(Outcome outcome, Operation operation, Case documented) {
    return holds(outcome)
        && outcome.exchanges().stream()
            .filter(exchange -> exchange.operation().equals(operation))
            .filter(e -> e.findings().stream().noneMatch(f -> OTHER_CODES.contains(f.difference())))
            .map(outcome::expected)
            .anyMatch(
                by ->
                    by instanceof Expectation.Documented got
                        && got.documented().name().equals(documented.name()));
  }

  /** A check of several calls that failed at another operation says nothing of this one. */
  private boolean brokeAt(Check check, Operation operation) {
    return Stream.ofNullable(outcomes.get(check.id()))
        .flatMap(outcome -> outcome.exchanges().stream())
        .filter(exchange -> exchange.operation().equals(operation))
        .flatMap(exchange -> exchange.findings().stream())
        .anyMatch(Finding::breaking);
  }

  private static boolean holds(Outcome outcome) {
    return outcome != null
        && (outcome.verdict() == Verdict.PASSED || outcome.verdict() == Verdict.DRIFTED);
  }

  private String reason(List<Check> showing) {
    return showing.stream()
        .map(this::reason)
        .distinct()
        .limit(ENOUGH_REASONS)
        .collect(Collectors.joining("; "));
  }

  private String reason(Check check) {
    Outcome outcome = outcomes.get(check.id());
    if (outcome == null) {
      return planned.contains(check)
          ? "the run ended before " + check.id()
          : check.id() + " was not chosen";
    }
    return switch (outcome.verdict()) {
      case PASSED, DRIFTED -> check.id() + " was answered without it";
      case FAILED -> check.id() + " failed";
      case KNOWN -> check.id() + " fails, as it was known to: " + outcome.reason();
      case UNAVAILABLE, SKIPPED -> outcome.reason();
    };
  }
}
