package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The values that tell documented answers with the same code apart, whoever the taxpayer is: truth
 * values, and whether a list has elements.
 */
public final class DistinguishingValues {
  private final Operation operation;

  public DistinguishingValues(Operation operation) {
    this.operation = operation;
  }

  /** Returns those of a documented answer, at their places. */
  Map<JsonPointer, JsonNode> of(Case documented) {
    Map<JsonPointer, JsonNode> values = in(documented.answer());
    values
        .entrySet()
        .removeIf(
            value ->
                operation.cases().stream()
                    .filter(c -> c.code().equals(documented.code()))
                    .map(c -> c.answer().at(value.getKey()))
                    .noneMatch(other -> differ(value.getValue(), other)));
    return values;
  }

  private static Map<JsonPointer, JsonNode> in(JsonNode answer) {
    Map<JsonPointer, JsonNode> values = new LinkedHashMap<>();
    collect(JsonPointer.empty(), answer, values);
    return values;
  }

  private static void collect(JsonPointer at, JsonNode value, Map<JsonPointer, JsonNode> values) {
    if (value.isBoolean() || value.isArray()) {
      values.put(at, value);
    }
    value.properties().forEach(m -> collect(at.appendProperty(m.getKey()), m.getValue(), values));
  }

  /** Returns whether two values are alike but for what distinguishes them. */
  static boolean differ(JsonNode one, JsonNode other) {
    return (one.isBoolean() && other.isBoolean() && !one.equals(other))
        || (one.isArray() && other.isArray() && one.isEmpty() != other.isEmpty());
  }

  /**
   * Returns where a place of a documented answer is in another one, which may spell it otherwise.
   */
  static JsonPointer in(JsonNode body, JsonPointer place) {
    String outermost = Envelope.nameIn(body, place.getMatchingProperty());
    return JsonPointer.empty().appendProperty(outermost).append(place.tail());
  }

  /**
   * Returns which of the documented answers with its code an answer is: the given one, if nothing
   * tells another.
   */
  public Case cameAs(Case expected, JsonNode body) {
    boolean otherCode = new Envelope(body).code().filter(expected.code()::equals).isEmpty();
    if (otherCode || !contradicts(expected, body)) {
      return expected;
    }
    Optional<Case> came =
        operation.cases().stream()
            .filter(c -> c.code().equals(expected.code()))
            .filter(c -> !of(c).isEmpty() && !contradicts(c, body))
            .findFirst();
    return came.orElse(expected);
  }

  private boolean contradicts(Case documented, JsonNode body) {
    return of(documented).entrySet().stream()
        .anyMatch(value -> differ(value.getValue(), body.at(in(body, value.getKey()))));
  }
}
