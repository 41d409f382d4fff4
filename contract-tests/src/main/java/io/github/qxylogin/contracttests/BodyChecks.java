package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Bodies that hold no fields at all. */
final class BodyChecks {
  private BodyChecks() {}

  static Stream<Check> of(Contract contract, Operation operation) {
    if (operation.fields().isEmpty()) {
      return Stream.empty();
    }
    String unfinished = "{\"" + operation.fields().get(0).name() + "\":";
    return Stream.of(
        check(contract, operation, "malformed-json", "malformed JSON", unfinished),
        check(contract, operation, "empty-body", "an empty body", ""));
  }

  private static Check check(
      Contract contract, Operation operation, String fault, String subject, String text) {
    Expectation refusal =
        Refusals.ofParameter(contract, operation, Condition.BODY_MALFORMED, Optional.empty());
    return new Check(
        operation.id() + "/" + fault,
        operation,
        subject,
        Set.of(),
        List.of(Step.Call.of(operation, new Body.Text(text), refusal)));
  }
}
