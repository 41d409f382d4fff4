package io.github.qxylogin.contract;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Which calls of an operation may be sent again after they may have been acted on.
 *
 * @param told whether any may: what nobody calls harmless is not repeated
 * @param when by field, the values with which alone they may; empty when all may
 */
public record Idempotence(boolean told, Map<String, List<JsonNode>> when) {

  /**
   * Returns whether a call may be sent again.
   *
   * @param said what its body says in the field of a name, as text; "" where it says nothing
   */
  public boolean holds(UnaryOperator<String> said) {
    return told
        && when.entrySet().stream()
            .allMatch(
                field -> {
                  String value = said.apply(field.getKey());
                  return field.getValue().stream().anyMatch(v -> v.asText().equals(value));
                });
  }

  /**
   * Reads what is told of an operation's calls; an assumption is believed, and has its reason.
   *
   * @param fields the fields of its request
   */
  static Idempotence of(Value idempotent, List<String> fields) {
    idempotent.graded(List.of("reason", "when"));
    Value when = idempotent.at("when");
    when.only(fields);
    if (when.present() && when.members().isEmpty()) {
      throw when.wrong("names no field: without it every call may be repeated");
    }
    return new Idempotence(
        idempotent.present(),
        when.members().entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, field -> values(field.getValue()))));
  }

  private static List<JsonNode> values(Value list) {
    return list.list().stream().map(Value::node).toList();
  }
}
