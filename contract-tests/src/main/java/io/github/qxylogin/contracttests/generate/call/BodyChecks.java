package io.github.qxylogin.contracttests.generate.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation.Refusal;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Bodies that hold no fields at all. */
public final class BodyChecks {
  private BodyChecks() {}

  public static Stream<Check> of(Contract contract, Operation operation) {
    if (operation.fields().isEmpty()) {
      return Stream.empty();
    }
    String unfinished = "{\"" + operation.fields().get(0).name() + "\":";
    Refusal malformed =
        Refusals.ofParameter(contract, operation, Condition.BODY_MALFORMED, Optional.empty());
    Check unfinishedBody =
        check(operation, "malformed-json", "malformed JSON", unfinished, malformed);
    return Stream.concat(Stream.of(unfinishedBody), emptyBody(contract, operation).stream());
  }

  /** No page tells of a body that is none: it lacks what is asked for first. */
  private static Optional<Check> emptyBody(Contract contract, Operation operation) {
    return operation.missingFrom(JsonNodeFactory.instance.objectNode()).stream()
        .findFirst()
        .map(
            field ->
                Refusals.ofParameter(
                    contract, operation, Condition.PARAMETER_MISSING, Optional.of(field.name())))
        .map(missing -> check(operation, "empty-body", "an empty body", "", missing.assumed()));
  }

  private static Check check(
      Operation operation, String fault, String subject, String text, Refusal refusal) {
    return new Check(
        operation.id() + "/" + fault,
        operation,
        subject,
        Set.of(),
        List.of(Step.Call.of(operation, new Body.Text(text), refusal)));
  }
}
