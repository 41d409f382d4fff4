package io.github.qxylogin.mock.stubbing;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.exchange.InvalidValueException;
import java.util.List;
import java.util.Optional;

/** Resolves an outcome for an operation: to a documented case, or a code of the catalogue. */
public record OutcomeMeanings(Contract contract) {

  /**
   * Makes sure that some operation can give an outcome.
   *
   * @throws IllegalArgumentException listing what exists, if none can; or if calls of the only one
   *     that can are for no identity
   */
  void check(Outcome outcome) {
    List<Operation> operations =
        outcome.operation() == null
            ? contract.operations()
            : List.of(InvalidValueException.operation(outcome.operation(), contract));
    List<Operation> covered =
        operations.stream().filter(operation -> covers(outcome, operation)).toList();
    if (!covered.isEmpty()) {
      Identities.check(covered);
      return;
    }
    if (outcome.caseName() != null) {
      List<String> names =
          operations.stream().flatMap(o -> o.caseNames().stream()).distinct().sorted().toList();
      throw outcome.operation() == null
          ? InvalidValueException.unknown("name.no-case", outcome.caseName(), names)
          : InvalidValueException.unknown(
              "name.no-case-of", outcome.caseName(), names, outcome.operation());
    }
    throw InvalidValueException.unknown("name.no-code", outcome.code(), contract.codes().names());
  }

  /** Returns whether an operation can give an outcome. */
  boolean covers(Outcome outcome, Operation operation) {
    return (outcome.operation() == null || outcome.operation().equals(operation.id()))
        && (documented(outcome, operation).isPresent() || code(outcome, operation).isPresent());
  }

  /** Returns the documented case that an outcome means for an operation. */
  public Optional<Case> documented(Outcome outcome, Operation operation) {
    return outcome.caseName() == null
        ? first(operation, outcome.code())
        : operation.findCase(outcome.caseName());
  }

  /**
   * Returns the code that an outcome means for an operation that documents no case of it, with the
   * meaning that it has there. One that others do document is theirs, unless it is the platform's
   * or this operation was named.
   */
  public Optional<Code> code(Outcome outcome, Operation operation) {
    return Optional.ofNullable(outcome.code())
        .filter(contract.codes().names()::contains)
        .flatMap(operation::code)
        .filter(code -> first(operation, code.code()).isEmpty())
        .filter(code -> outcome.operation() != null || !code.success() || !isDocumented(code));
  }

  private boolean isDocumented(Code code) {
    return contract.operations().stream().anyMatch(o -> first(o, code.code()).isPresent());
  }

  private static Optional<Case> first(Operation operation, String code) {
    return operation.cases().stream().filter(c -> c.code().equals(code)).findFirst();
  }
}
