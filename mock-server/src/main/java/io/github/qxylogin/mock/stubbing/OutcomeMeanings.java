package io.github.qxylogin.mock.stubbing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.ErrorResponses;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves an outcome for an operation: to a documented case, or a code of the catalogue. */
public record OutcomeMeanings(Contract contract, ErrorResponses errors) {

  /**
   * Checks that some operation has such a response.
   *
   * @throws IllegalArgumentException listing what exists, if none can; if calls of the only one
   *     that can are for no identity; or if the data or response does not match the schema
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
      if (outcome.hasOwnBody()) {
        covered.forEach(operation -> checkSchema(outcome, operation));
      }
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
    Set<String> codes = contract.codes().names();
    if (codes.contains(outcome.code())) {
      throw InvalidValueException.of(
          "outcome.code-elsewhere", operations.get(0).id(), outcome.code());
    }
    throw InvalidValueException.unknown("name.no-code", outcome.code(), codes);
  }

  private void checkSchema(Outcome outcome, Operation operation) {
    JsonNode usual =
        documented(outcome, operation)
            .map(Case::response)
            .or(() -> code(outcome, operation).map(code -> errors.code(code).body()))
            .orElse(outcome.response());
    ResponseSchemas.of(contract).check(operation, outcome.body(usual));
  }

  /** Returns whether an operation has such a response. */
  boolean covers(Outcome outcome, Operation operation) {
    return (outcome.operation() == null || outcome.operation().equals(operation.id()))
        && (outcome.response() != null
            || documented(outcome, operation).isPresent()
            || code(outcome, operation).isPresent());
  }

  /**
   * Returns the documented case that an outcome means for an operation. An own response counts as
   * the first case of its code, with the same effect if there is one.
   */
  public Optional<Case> documented(Outcome outcome, Operation operation) {
    if (outcome.caseName() != null) {
      return operation.findCase(outcome.caseName());
    }
    JsonNode response = outcome.response();
    if (response != null) {
      return operation.cases().stream()
          .filter(c -> c.code().equals(operation.spelt(response).path("code").asText()))
          .filter(c -> operation.outcomeOf(c.response()).equals(operation.outcomeOf(response)))
          .findFirst();
    }
    return outcome.code() == null
        ? Optional.of(operation.firstSuccess())
        : first(operation, outcome.code());
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

  /** Returns the response with the outcome's own data or body, if it has any. */
  public ChosenResponse own(Outcome outcome, ChosenResponse response) {
    return outcome.hasOwnBody() ? response.assumed(outcome.body(response.body())) : response;
  }

  private static Optional<Case> first(Operation operation, String code) {
    return operation.cases().stream().filter(c -> c.code().equals(code)).findFirst();
  }
}
