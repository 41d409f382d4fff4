package io.github.qxylogin.contracttests.coverage;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Something of an operation that the contract says a check has to show. What there is to be shown
 * is listed without asking the checks, so that one which they forget is missed.
 *
 * @param shownBy tells the checks that show it, if they hold
 */
record Due(String name, Predicate<Check> shownBy) {

  /** Returns what the one check of that name shows. */
  static Due named(String operation, String name) {
    return new Due(name, check -> check.id().equals(operation + "/" + name));
  }

  static Stream<Due> of(Contract contract, Operation operation) {
    return Stream.of(
            DueFaults.of(operation), DueForms.of(operation), DueFlows.of(contract, operation))
        .flatMap(due -> due);
  }

  /** Returns what no check shows, of the documented answers and members too. */
  static List<String> unchecked(Contract contract, List<Check> checks) {
    Stream<String> forgotten =
        contract.operations().stream()
            .flatMap(
                operation ->
                    of(contract, operation)
                        .filter(due -> checks.stream().noneMatch(due.shownBy()))
                        .map(due -> operation.id() + ", " + due.name()));
    return Stream.concat(forgotten, new Ledger(contract, checks).unchecked().stream()).toList();
  }
}
