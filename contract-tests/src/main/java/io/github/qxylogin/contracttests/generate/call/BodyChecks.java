package io.github.qxylogin.contracttests.generate.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Bodies with a field more than is documented, and bodies that hold no fields at all. */
public final class BodyChecks {
  private static final String EXTRA = "undocumented";

  private final Contract contract;
  private final Operation operation;

  private BodyChecks(Contract contract, Operation operation) {
    this.contract = contract;
    this.operation = operation;
  }

  public static Stream<Check> of(Contract contract, Operation operation) {
    BodyChecks checks = new BodyChecks(contract, operation);
    return operation.fields().isEmpty()
        ? Stream.empty()
        : Stream.concat(
            Stream.of(checks.extraField(), checks.malformed()), checks.emptyBody().stream());
  }

  private Check extraField() {
    Body body =
        new Body.Fields(
            UsualBody.of(operation), Whose.NEWCOMER, Change.set(EXTRA, TextNode.valueOf("text")));
    Expectation.Refusal refusal = refusal(Condition.PARAMETER_WRONG_TYPE, EXTRA);
    return check(
        "extra-field",
        "a field more than is documented",
        UsualBody.logsIn(operation) ? Set.of(Need.SECOND_PERSON, Need.FAILED_LOGIN) : Set.of(),
        body,
        Refusals.orAnyAnswer(operation, refusal));
  }

  private Check malformed() {
    String unfinished = "{\"" + operation.fields().get(0).name() + "\":";
    Expectation.Refusal malformed =
        Refusals.ofParameter(contract, operation, Condition.BODY_MALFORMED, Optional.empty());
    return check(
        "malformed-json", "malformed JSON", Set.of(), new Body.Text(unfinished), malformed);
  }

  /** No page tells of a body that is none: it lacks what is asked for first. */
  private Optional<Check> emptyBody() {
    return operation.missingFrom(JsonNodeFactory.instance.objectNode()).stream()
        .findFirst()
        .map(field -> refusal(Condition.PARAMETER_MISSING, field.name()).assumed())
        .map(r -> check("empty-body", "an empty body", Set.of(), new Body.Text(""), r));
  }

  private Expectation.Refusal refusal(Condition condition, String field) {
    return Refusals.ofParameter(contract, operation, condition, Optional.of(field));
  }

  private Check check(
      String fault, String subject, Set<Need> needs, Body body, Expectation expected) {
    return new Check(
        operation.id() + "/" + fault,
        operation,
        subject,
        needs,
        List.of(Step.Call.of(operation, body, expected)));
  }
}
