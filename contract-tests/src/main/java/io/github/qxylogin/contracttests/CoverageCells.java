package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.Coverage.Cell;
import io.github.qxylogin.contracttests.Coverage.Part;
import io.github.qxylogin.contracttests.Coverage.State;
import io.github.qxylogin.contracttests.Outcome.Verdict;
import io.github.qxylogin.contracttests.ResponseProperties.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists what of a contract can be seen, and which checks have seen it: a cell is seen if a check
 * that holds got it.
 */
final class CoverageCells {
  /** More reasons tell no more. */
  private static final int ENOUGH_REASONS = 3;

  private final Contract contract;
  private final List<Check> planned;
  private final Map<String, Outcome> outcomes;
  private final Sightings sightings;
  private final List<Cell> cells = new ArrayList<>();

  CoverageCells(
      Contract contract, List<Check> planned, Map<String, Outcome> outcomes, Sightings sightings) {
    this.contract = contract;
    this.planned = planned;
    this.outcomes = outcomes;
    this.sightings = sightings;
  }

  Coverage coverage() {
    for (Operation operation : contract.operations()) {
      List<Check> calling =
          planned.stream().filter(check -> calls(check, operation).findAny().isPresent()).toList();
      answers(operation, calling);
      byName(calling, check -> refusals(check, operation).map(CoverageCells::name))
          .forEach((name, checks) -> add(operation, Part.REFUSAL, name, checks));
      faults(operation, calling)
          .forEach((name, checks) -> add(operation, Part.FIELD, name, checks));
      for (Form form : ResponseProperties.of(contract, operation)) {
        property(operation, form, calling);
      }
    }
    return new Coverage(cells);
  }

  private static Stream<Step.Call> calls(Check check, Operation operation) {
    return check.calls().filter(call -> call.operation().equals(operation));
  }

  private static Stream<Expectation.Refusal> refusals(Check check, Operation operation) {
    return calls(check, operation)
        .map(Step.Call::expected)
        .filter(Expectation.Refusal.class::isInstance)
        .map(Expectation.Refusal.class::cast);
  }

  private void answers(Operation operation, List<Check> calling) {
    for (Case documented : operation.cases()) {
      List<Check> checks =
          calling.stream().filter(check -> expects(check, operation, documented)).toList();
      add(operation, Part.ANSWER, documented.name(), checks);
    }
  }

  private static boolean expects(Check check, Operation operation, Case documented) {
    Expectation wanted = new Expectation.Documented(documented);
    return calls(check, operation).anyMatch(call -> call.expected().equals(wanted));
  }

  private static String name(Expectation.Refusal refusal) {
    return refusal.code() + " " + refusal.answer().when().key();
  }

  /** Every field that a body can lack can be left out, whether or not a check does so. */
  private static Map<String, List<Check>> faults(Operation operation, List<Check> calling) {
    Map<String, List<Check>> faults = new LinkedHashMap<>();
    operation.fields().stream()
        .filter(field -> field.required() || canBeMissed(operation, field))
        .forEach(field -> faults.put(name(field.name(), Condition.PARAMETER_MISSING), List.of()));
    faults.putAll(
        byName(
            calling,
            check ->
                refusals(check, operation)
                    .flatMap(r -> r.field().stream().map(f -> name(f, r.answer().when())))));
    return faults;
  }

  /** The one field that tells which of several alternatives is meant is not missed. */
  private static boolean canBeMissed(Operation operation, Field field) {
    return operation.alternatives().stream()
        .filter(names -> names.contains(field.name()))
        .map(
            names -> {
              ObjectNode body = JsonNodeFactory.instance.objectNode();
              names.forEach(name -> body.put(name, name));
              body.remove(field.name());
              return body;
            })
        .anyMatch(body -> operation.missingFrom(body).contains(field));
  }

  private static String name(String field, Condition fault) {
    return field + " " + fault.key();
  }

  private static Map<String, List<Check>> byName(
      List<Check> checks, Function<Check, Stream<String>> names) {
    Map<String, List<Check>> byName = new LinkedHashMap<>();
    for (Check check : checks) {
      names
          .apply(check)
          .distinct()
          .forEach(name -> byName.computeIfAbsent(name, n -> new ArrayList<>()).add(check));
    }
    return byName;
  }

  private void property(Operation operation, Form form, List<Check> calling) {
    String name = form.place() + " " + form.type();
    List<Case> printing =
        operation.cases().stream()
            .filter(documented -> ResponseProperties.formsIn(documented.answer()).contains(form))
            .toList();
    if (calling.stream().anyMatch(check -> holds(check) && sightings.has(check, operation, form))) {
      cells.add(new Cell(operation, Part.PROPERTY, name, State.SEEN, ""));
    } else if (printing.isEmpty()) {
      cells.add(new Cell(operation, Part.PROPERTY, name, State.NOT_PRINTED, ""));
    } else {
      List<Check> showing =
          calling.stream()
              .filter(check -> printing.stream().anyMatch(p -> expects(check, operation, p)))
              .toList();
      cells.add(new Cell(operation, Part.PROPERTY, name, State.NOT_SEEN, reason(showing)));
    }
  }

  private void add(Operation operation, Part part, String name, List<Check> showing) {
    cells.add(
        showing.stream().anyMatch(this::holds)
            ? new Cell(operation, part, name, State.SEEN, "")
            : new Cell(operation, part, name, State.NOT_SEEN, reason(showing)));
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
            .map(this::reason)
            .distinct()
            .limit(ENOUGH_REASONS)
            .collect(Collectors.joining("; "));
  }

  private String reason(Check check) {
    Outcome outcome = outcomes.get(check.id());
    if (outcome == null) {
      return "the run ended before " + check.id();
    }
    return switch (outcome.verdict()) {
      case PASSED, DRIFTED -> check.id() + " was answered without it";
      case FAILED -> check.id() + " failed";
      case KNOWN -> check.id() + " fails, as it was known to: " + outcome.reason();
      case SKIPPED -> outcome.reason();
    };
  }
}
