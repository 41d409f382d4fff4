package io.github.qxylogin.contract.masking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Masks what the contract marks as sensitive, wherever a member or header of such a name stands.
 */
public final class Redaction {
  /** What stands in place of a sensitive value. */
  public static final String MASK = "██";

  private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{Nd}_-]+");

  private final Set<String> names;
  private final BiPredicate<String, String> others;

  /** Creates the redaction that a contract asks for. */
  public Redaction(Contract contract) {
    this(contract, (name, last) -> false);
  }

  /**
   * Creates the redaction that a contract asks for.
   *
   * @param others which other names are sensitive, given a name and its last part in lower case
   */
  public Redaction(Contract contract, BiPredicate<String, String> others) {
    this.others = others;
    names =
        contract.sensitiveNames().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether values of this name must never be shown in clear. */
  public boolean covers(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    // The end of a name such as user.password or password[].
    String[] parts = BETWEEN_PARTS.split(lower);
    String last = parts.length == 0 ? "" : parts[parts.length - 1];
    return names.contains(lower) || names.contains(last) || others.test(lower, last);
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
