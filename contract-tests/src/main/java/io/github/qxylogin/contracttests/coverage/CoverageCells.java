package io.github.qxylogin.contracttests.coverage;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.coverage.Coverage.Cell;
import io.github.qxylogin.contracttests.coverage.Coverage.Part;
import io.github.qxylogin.contracttests.coverage.Coverage.State;
import io.github.qxylogin.contracttests.coverage.ResponseProperties.Form;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists what of a contract can be seen, and which checks have seen it: a cell is seen if a check
 * that holds got it, and none that was to get it failed there. What there is to be seen is told by
 * the contract alone, so that the total is the same in every run of the same operations.
 */
final class CoverageCells {
  /** More reasons tell no more. */
  private static final int ENOUGH_REASONS = 3;

  private final Contract contract;
  private final List<Check> all;
  private final Set<String> planned;
  private final Map<String, Outcome> outcomes;
  private final Ledger.Sightings sightings;
  private final List<Cell> cells = new ArrayList<>();

  CoverageCells(
      Contract contract,
      List<Check> all,
      List<Check> planned,
      Map<String, Outcome> outcomes,
      Ledger.Sightings sightings) {
    this.contract = contract;
    this.all = all;
    this.planned = planned.stream().map(Check::id).collect(Collectors.toSet());
    this.outcomes = outcomes;
    this.sightings = sightings;
  }

  Coverage coverage() {
    for (Operation operation : contract.operations()) {
      List<Check> own = all.stream().filter(check -> check.operation().equals(operation)).toList();
      if (!own.isEmpty() && own.stream().map(Check::id).noneMatch(planned::contains)) {
        continue;
      }
      List<Check> calling =
          all.stream().filter(check -> calls(check, operation).findAny().isPresent()).toList();
      answers(operation, calling);
      own.forEach(check -> question(operation, check));
      for (Form form : ResponseProperties.of(contract, operation)) {
        property(operation, form, calling);
      }
    }
    return new Coverage(cells);
  }

  private static Stream<Step.Call> calls(Check check, Operation operation) {
    return check.calls().filter(call -> call.operation().equals(operation));
  }

  private void answers(Operation operation, List<Check> calling) {
    for (Case documented : operation.cases()) {
      List<Check> checks =
          calling.stream().filter(check -> expects(check, operation, documented)).toList();
      boolean came = calling.stream().anyMatch(check -> got(check, operation, documented));
      add(operation, Part.ANSWER, documented.name(), checks, came);
    }
  }

  /** Another code of the same family may be right, and is not the documented answer. */
  private boolean got(Check check, Operation operation, Case documented) {
    Outcome outcome = outcomes.get(check.id());
    return holds(check)
        && outcome.exchanges().stream()
            .filter(exchange -> exchange.operation().equals(operation))
            .filter(exchange -> exchange.findings().stream().noneMatch(CoverageCells::isOtherCode))
            .map(outcome::expected)
            .anyMatch(
                by ->
                    by instanceof Expectation.Documented got
                        && got.documented().name().equals(documented.name()));
  }

  private static boolean isOtherCode(Finding finding) {
    return finding.difference() == Difference.OTHER_CODE
        || finding.difference() == Difference.UNKNOWN_CODE;
  }

  private static boolean expects(Check check, Operation operation, Case documented) {
    Expectation wanted = new Expectation.Documented(documented);
    return calls(check, operation).anyMatch(call -> call.expected().equals(wanted));
  }

  /** Each check is a cell of its own, but for those of an answer, which others may show too. */
  private void question(Operation operation, Check check) {
    String name = check.id().substring(operation.id().length() + 1);
    part(name.split("/", 2)[0])
        .ifPresent(part -> add(operation, part, name, List.of(check), holds(check)));
  }

  private static Optional<Part> part(String kind) {
    return switch (kind) {
      case "case" -> Optional.empty();
      case "header", "malformed-json", "extra-field", "empty-body" -> Optional.of(Part.REFUSAL);
      case "form" -> Optional.of(Part.FORM);
      case "flow" -> Optional.of(Part.FLOW);
      default -> Optional.of(Part.FIELD);
    };
  }

  private void property(Operation operation, Form form, List<Check> calling) {
    String name = form.place() + " " + form.type();
    List<Case> printing =
        operation.cases().stream()
            .filter(documented -> ResponseProperties.formsIn(documented.answer()).contains(form))
            .toList();
    if (printing.isEmpty()) {
      cells.add(new Cell(operation, Part.PROPERTY, name, State.NOT_PRINTED, ""));
    } else if (calling.stream()
        .anyMatch(check -> holds(check) && sightings.has(check, operation, form))) {
      cells.add(new Cell(operation, Part.PROPERTY, name, State.SEEN, ""));
    } else {
      List<Check> showing =
          calling.stream()
              .filter(check -> printing.stream().anyMatch(p -> expects(check, operation, p)))
              .toList();
      cells.add(new Cell(operation, Part.PROPERTY, name, State.NOT_SEEN, reason(showing)));
    }
  }

  private void add(Operation operation, Part part, String name, List<Check> showing, boolean came) {
    boolean seen = came && showing.stream().noneMatch(check -> brokeAt(check, operation));
    cells.add(
        seen
            ? new Cell(operation, part, name, State.SEEN, "")
            : new Cell(operation, part, name, State.NOT_SEEN, reason(showing)));
  }

  /** A check of several calls that failed at another operation says nothing of this one. */
  private boolean brokeAt(Check check, Operation operation) {
    Outcome outcome = outcomes.get(check.id());
    return outcome != null
        && outcome.exchanges().stream()
            .filter(exchange -> exchange.operation().equals(operation))
            .flatMap(exchange -> exchange.findings().stream())
            .anyMatch(Finding::breaking);
  }

  private boolean holds(Check check) {
    Outcome outcome = outcomes.get(check.id());
    return outcome != null
        && (outcome.verdict() == Verdict.PASSED || outcome.verdict() == Verdict.DRIFTED);
  }

  private String reason(List<Check> showing) {
    return showing.isEmpty()
        ? Coverage.NO_CHECK
        : showing.stream()
            .filter(check -> !holds(check) || showing.stream().allMatch(this::holds))
            .map(this::reason)
            .distinct()
            .limit(ENOUGH_REASONS)
            .collect(Collectors.joining("; "));
  }

  private String reason(Check check) {
    Outcome outcome = outcomes.get(check.id());
    if (outcome == null) {
      return planned.contains(check.id())
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
