package io.github.qxylogin.contract;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A member of an operation's request body.
 *
 * @param name its name on the wire
 * @param types the JSON Schema types that its value may have; empty when any will do
 * @param required whether the contract requires it, unless an alternative of it is given
 * @param sensitive whether its value must never be shown in clear
 * @param publicKey the X.509 key, in Base64, that its value is encrypted with
 * @param encryptedWhen when its value is encrypted; null if always or never
 * @param keepsEffect the values with which the call costs no more than its operation's effect;
 *     empty when any will do
 * @param names the Chinese name of each value that the contract describes
 * @param byDefault the value that applies when none is sent
 * @param spellingOf the field that it is another spelling of
 */
public record Field(
    String name,
    Set<String> types,
    boolean required,
    boolean sensitive,
    @Nullable String publicKey,
    @Nullable EncryptedWhen encryptedWhen,
    List<JsonNode> keepsEffect,
    Map<String, String> names,
    @Nullable JsonNode byDefault,
    @Nullable String spellingOf) {
  /** The JSON Schema types of JSON values. */
  private static final Map<JsonNodeType, String> TYPES =
      Stream.of(JsonNodeType.values())
          .collect(toMap(identity(), type -> type.name().toLowerCase(Locale.ROOT)));

  /**
   * A condition under which the value of another member is encrypted.
   *
   * @param field the member of the same body that decides
   * @param values its values that mean encrypted, in each type that it is documented with
   */
  public record EncryptedWhen(String field, List<JsonNode> values) {

    /** Returns whether it holds for a body; a number and its text are equal. */
    public boolean holds(JsonNode body) {
      return body.path(field).isValueNode() && Operation.has(values, body.path(field).asText());
    }
  }

  /**
   * How a value is encrypted.
   *
   * @param publicKey the key, where the field itself has it
   * @param when by field, the values that mean encrypted; empty when it always is
   */
  record Encryption(@Nullable String publicKey, Map<String, List<JsonNode>> when) {
    @Nullable EncryptedWhen encryptedWhen() {
      return when.entrySet().stream()
          .map(entry -> new EncryptedWhen(entry.getKey(), entry.getValue()))
          .findFirst()
          .orElse(null);
    }
  }

  /** Returns whether the value of this field is encrypted in a body. */
  public boolean isEncryptedIn(JsonNode body) {
    return encryptedWhen() == null ? publicKey() != null : encryptedWhen().holds(body);
  }

  /** Returns whether a value has one of the types of this field. */
  public boolean accepts(JsonNode value) {
    return types.isEmpty()
        || types.contains(TYPES.get(value.getNodeType()))
        || (value.isIntegralNumber() && types.contains("integer"));
  }
}
