package io.github.qxylogin.mock.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Something wrong with one field of an otherwise usual body.
 *
 * @param mayBeTaken whether no page documents an error for it
 */
record FieldFault(
    String name,
    Field field,
    Condition condition,
    boolean mayBeTaken,
    Consumer<ObjectNode> change) {
  private static final JsonNode EMPTY = TextNode.valueOf("");

  private static final AtomicInteger LONG_VALUES = new AtomicInteger(1_000_000);

  /** Longer than any documented value, be it a text or digits of a number; each is another one. */
  private static JsonNode tooLong(boolean text) {
    int value = LONG_VALUES.incrementAndGet();
    return text
        ? TextNode.valueOf("9".repeat(1000) + value)
        : Request.parsed("1" + "0".repeat(40) + value);
  }

  /** Returns all that a field can have. */
  static List<FieldFault> of(Operation operation, Field field) {
    ObjectNode usual = Bodies.usual(operation);
    // A field is not missed where the usual body has all of another alternative.
    boolean missed = operation.missingFrom(usual.deepCopy().without(field.name())).contains(field);
    List<FieldFault> faults = new ArrayList<>();
    if (missed) {
      faults.add(
          new FieldFault(
              field.name() + "-missing",
              field,
              Condition.PARAMETER_MISSING,
              false,
              body -> body.remove(field.name())));
      Stream.of(EMPTY, TextNode.valueOf(" "))
          .filter(field::accepts)
          .map(
              v ->
                  set(
                      field,
                      v.equals(EMPTY) ? "empty" : "blank",
                      Condition.PARAMETER_MISSING,
                      false,
                      v))
          .forEach(faults::add);
      Stream.of(Request.parsed("null"))
          .filter(v -> !field.accepts(v))
          .map(v -> set(field, "null", Condition.PARAMETER_MISSING, false, v))
          .forEach(faults::add);
    } else if (field.accepts(EMPTY)) {
      faults.add(set(field, "empty", Condition.PARAMETER_WRONG_TYPE, true, EMPTY));
    }
    wrongTypes(field, usual)
        .forEach(
            (type, value) ->
                faults.add(
                    isOfAnotherOperation(field, value)
                        ? ofAnotherOperation(field, type, value.isTextual())
                        : set(field, type, Condition.PARAMETER_WRONG_TYPE, false, value)));
    Stream.of(tooLong(true), tooLong(false))
        .filter(field::accepts)
        .limit(1)
        .map(
            v ->
                new FieldFault(
                    field.name() + "-too-long",
                    field,
                    Condition.PARAMETER_WRONG_TYPE,
                    true,
                    body -> body.set(field.name(), tooLong(v.isTextual()))))
        .forEach(faults::add);
    return faults;
  }

  private static boolean isOfAnotherOperation(Field field, JsonNode value) {
    return Conversation.CONTRACT.operations().stream()
        .flatMap(operation -> operation.fields().stream())
        .anyMatch(other -> other.name().equals(field.name()) && other.accepts(value));
  }

  /** No page documents an error for such a value. Each is another one, as those of fresh users. */
  private static FieldFault ofAnotherOperation(Field field, String type, boolean text) {
    return new FieldFault(
        field.name() + "-" + type,
        field,
        Condition.PARAMETER_WRONG_TYPE,
        true,
        body -> {
          int value = LONG_VALUES.incrementAndGet();
          body.set(field.name(), text ? TextNode.valueOf("" + value) : Request.parsed("" + value));
        });
  }

  private static FieldFault set(
      Field field, String fault, Condition condition, boolean mayBeTaken, JsonNode value) {
    return new FieldFault(
        field.name() + "-" + fault,
        field,
        condition,
        mayBeTaken,
        body -> body.set(field.name(), value));
  }

  /** Returns a value of each JSON type that the field does not take, by the type. */
  static Map<String, JsonNode> wrongTypes(Field field, ObjectNode usual) {
    JsonNode now = usual.path(field.name());
    Map<String, List<JsonNode>> values = new LinkedHashMap<>();
    values.put("object", List.of(Request.parsed("{}")));
    values.put("array", List.of(Request.parsed("[]")));
    values.put("boolean", List.of(Request.parsed("true")));
    values.put("number", List.of(Request.parsed("1"), Request.parsed("1.5")));
    values.put("text", List.of(TextNode.valueOf(now.isValueNode() ? now.asText() : "1")));
    Map<String, JsonNode> wrong = new LinkedHashMap<>();
    values.forEach(
        (type, of) ->
            of.stream()
                .filter(value -> !field.accepts(value))
                .findFirst()
                .ifPresent(value -> wrong.put(type, value)));
    return wrong;
  }
}
