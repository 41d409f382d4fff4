package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Masks what the contract marks as sensitive, wherever a member or header of such a name stands.
 */
public final class Redaction {
  /** What stands in place of a sensitive value. */
  public static final String MASK = "██";

  private final Set<String> names;

  /** Creates the redaction that a contract asks for. */
  public Redaction(Contract contract) {
    this(contract, Set.of());
  }

  /**
   * Creates the redaction that a contract asks for.
   *
   * @param wrongNames what people call sensitive values though the contract does not
   */
  public Redaction(Contract contract, Set<String> wrongNames) {
    names =
        Stream.concat(contract.sensitiveNames().stream(), wrongNames.stream())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether values of this name must never be shown in clear. */
  public boolean covers(String name) {
    return names.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Returns a copy of a body in which every sensitive value is masked. */
  public JsonNode redact(JsonNode body) {
    JsonNode copy = body.deepCopy();
    mask(copy);
    return copy;
  }

  private void mask(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (covers(member.getKey()) && !member.getValue().isNull()) {
          member.setValue(TextNode.valueOf(MASK));
        } else {
          mask(member.getValue());
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(this::mask);
    }
  }
}
