package io.github.qxylogin.contract;

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
  /** That of an operation of which nothing is known. */
  static final Idempotence UNKNOWN = new Idempotence(false, Map.of());

  /** What the contract says of it. */
  record Told(Map<String, List<JsonNode>> when) {}

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
}
