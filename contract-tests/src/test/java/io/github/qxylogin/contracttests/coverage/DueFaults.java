package io.github.qxylogin.contracttests.coverage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.UsualBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists what can be wrong with the calls of an operation, by the contract alone: what the checks
 * make of it is not asked, so that a fault which they forget is missed.
 */
final class DueFaults {
  /** What a wrong value can be, with the type of a schema that allows it. */
  private static final Map<String, String> TYPES =
      Map.of(
          "object", "object",
          "array", "array",
          "boolean", "boolean",
          "number", "number",
          "text", "string");

  private static final List<Condition> OF_THE_HEADERS =
      List.of(
          Condition.TOKEN_MISSING,
          Condition.TOKEN_EXPIRED,
          Condition.DATE_SKEWED,
          Condition.SIGNATURE_MISSING,
          Condition.SIGNATURE_WRONG);

  private final Operation operation;

  private DueFaults(Operation operation) {
    this.operation = operation;
  }

  static Stream<Due> of(Operation operation) {
    DueFaults due = new DueFaults(operation);
    return Stream.of(due.headers(), due.bodies(), due.fields(), due.requirements())
        .flatMap(all -> all);
  }

  private Stream<Due> requirements() {
    return operation.requiredWhen().stream()
        .filter(when -> !when.unless())
        .flatMap(
            when ->
                when.values().stream()
                    .map(value -> "-with-" + when.field() + "-" + value.asText())
                    .flatMap(with -> when.required().stream().map(field -> field + with)))
        .map(name -> Due.named(operation.id(), "missing/" + name));
  }

  private Stream<Due> headers() {
    return OF_THE_HEADERS.stream()
        .filter(condition -> operation.signed())
        .map(condition -> new Due(condition.key(), c -> isRefused(c, condition)));
  }

  private boolean isRefused(Check check, Condition condition) {
    return check
        .calls()
        .filter(call -> call.operation().equals(operation))
        .anyMatch(call -> call.signing().condition().filter(condition::equals).isPresent());
  }

  private Stream<Due> bodies() {
    if (operation.fields().isEmpty()) {
      return Stream.empty();
    }
    boolean asksForMore = !operation.missingFrom(JsonNodeFactory.instance.objectNode()).isEmpty();
    return Stream.concat(
            Stream.of("malformed-json", "extra-field"),
            asksForMore ? Stream.of("empty-body") : Stream.empty())
        .map(name -> Due.named(operation.id(), name));
  }

  private Stream<Due> fields() {
    return operation.fields().stream()
        .flatMap(
            field ->
                Stream.concat(
                        faults(field).stream().map(fault -> fault + "/" + field.name()),
                        refused(field).map(type -> "wrong-type/" + field.name() + "-" + type))
                    .map(name -> Due.named(operation.id(), name)));
  }

  private List<String> faults(Field field) {
    List<String> faults = new ArrayList<>();
    boolean missed = canBeMissed(field);
    if (missed) {
      faults.add("missing");
    }
    if (takes(field, "string")) {
      faults.add(missed ? "empty" : "empty-optional");
    }
    if (missed && !takes(field, "null")) {
      faults.add("null");
    }
    if (takes(field, "string") || takes(field, "integer") || takes(field, "number")) {
      faults.add("too-long");
    }
    return faults;
  }

  private static Stream<String> refused(Field field) {
    return TYPES.entrySet().stream()
        .filter(type -> !takes(field, type.getValue()))
        .map(Map.Entry::getKey)
        .sorted();
  }

  private static boolean takes(Field field, String type) {
    return field.types().isEmpty() || field.types().contains(type);
  }

  /**
   * Of fields that stand for each other those of the usual alternative are missed, but not the one
   * that alone tells which alternative is meant.
   */
  private boolean canBeMissed(Field field) {
    if (operation.alternatives().stream().noneMatch(names -> names.contains(field.name()))) {
      return field.required() || isNeededUsually(field);
    }
    Optional<Set<String>> usual =
        operation.alternatives().stream()
            .filter(names -> names.contains(field.name()))
            .findFirst()
            .filter(operation.alternatives().get(0)::equals);
    return usual.filter(names -> isMissed(field, names)).isPresent();
  }

  /** What the usual body says may ask for more fields. */
  private boolean isNeededUsually(Field field) {
    return operation.requiredWhen().stream()
        .filter(when -> when.holds(UsualBody.of(operation)))
        .anyMatch(when -> when.required().contains(field.name()));
  }

  private boolean isMissed(Field field, Set<String> alternative) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    alternative.forEach(name -> body.put(name, name));
    body.remove(field.name());
    return operation.missingFrom(body).contains(field);
  }
}
