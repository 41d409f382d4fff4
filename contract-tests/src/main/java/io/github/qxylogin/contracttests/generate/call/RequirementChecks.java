package io.github.qxylogin.contracttests.generate.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.RequiredWhen;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Change;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Refusals;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.check.Whose;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The fields that a request needs, or needs not, by what it says in another field. */
public final class RequirementChecks {
  private final Contract contract;
  private final Operation operation;

  private RequirementChecks(Contract contract, Operation operation) {
    this.contract = contract;
    this.operation = operation;
  }

  public static Stream<Check> of(Contract contract, Operation operation) {
    RequirementChecks checks = new RequirementChecks(contract, operation);
    // A value may ask for fields, or for fewer, in several places.
    Set<String> ids = new HashSet<>();
    return operation.requiredWhen().stream()
        .flatMap(when -> when.values().stream().flatMap(value -> checks.of(when, value)))
        .filter(check -> ids.add(check.id()));
  }

  private Stream<Check> of(RequiredWhen when, JsonNode value) {
    return Stream.concat(
        missing(when).map(field -> missing(when, value, field)), Stream.of(taken(when, value)));
  }

  /** Returns the fields that the values ask for: others are left out of a usual body anyway. */
  private static Stream<String> missing(RequiredWhen when) {
    return when.unless() ? Stream.empty() : when.required().stream();
  }

  private Check missing(RequiredWhen when, JsonNode value, String field) {
    ObjectNode body = complete(when, value);
    body.remove(field);
    return new Check(
        operation.id() + "/missing/" + field + "-with-" + when.field() + "-" + value.asText(),
        operation,
        "field " + field + " left out, with " + when.field() + " " + value.asText(),
        Set.of(),
        List.of(
            Step.Call.of(
                operation,
                new Body.Fields(body, Whose.KNOWN, Change.NONE),
                Refusals.ofParameter(
                    contract, operation, Condition.PARAMETER_MISSING, Optional.of(field)))));
  }

  private Check taken(RequiredWhen when, JsonNode value) {
    return new Check(
        operation.id() + "/form/" + when.field() + "-" + value.asText(),
        operation,
        when.field() + " " + value.asText(),
        UsualBody.logsIn(operation) ? Set.of(Need.SECOND_PERSON) : Set.of(),
        List.of(
            Step.Call.of(
                operation,
                new Body.Fields(complete(when, value), Whose.NEWCOMER, Change.NONE),
                Expectation.OneOf.success(operation))));
  }

  /** Returns a usual body that says so, with no more and no less than it needs then. */
  private ObjectNode complete(RequiredWhen when, JsonNode value) {
    ObjectNode body = UsualBody.of(operation);
    body.set(when.field(), value);
    for (RequiredWhen other : operation.requiredWhen()) {
      if (other.unless() && !other.holds(body)) {
        body.remove(other.required());
      }
    }
    for (Field field : operation.missingFrom(body)) {
      body.set(field.name(), value(field));
    }
    return body;
  }

  /** Returns a value that a request prints, or any one of its type. */
  private JsonNode value(Field field) {
    return Stream.concat(
            operation.cases().stream()
                .flatMap(c -> Stream.ofNullable(c.request()))
                .map(request -> request.path(field.name())),
            Stream.of(TextNode.valueOf("1"), IntNode.valueOf(1)))
        .filter(value -> !value.isMissingNode() && !value.isNull() && field.accepts(value))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(operation + ": no value for " + field.name()));
  }
}
