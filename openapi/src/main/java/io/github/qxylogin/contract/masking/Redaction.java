package io.github.qxylogin.contract.masking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Masks what the contract marks as sensitive, wherever a member or header of such a name stands.
 */
public final class Redaction {
  /** What stands in place of a sensitive value. */
  public static final String MASK = "██";

  /** Matches nothing. */
  private static final Pattern NOTHING = Pattern.compile("(?!)");

  private static final Pattern BETWEEN_PARTS = Pattern.compile("[^\\p{L}\\p{Nd}_-]+");
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}]");

  private final Set<String> names;
  private final Pattern wrongNames;

  /** What else the contract has a name for, in lower case; not filled where no name is wrong. */
  private final Set<String> own = new HashSet<>();

  /** Creates the redaction that a contract asks for. */
  public Redaction(Contract contract) {
    this(contract, NOTHING);
  }

  /**
   * Creates the redaction that a contract asks for.
   *
   * @param wrongNames finds what people call sensitive values though the contract does not, in the
   *     letters of a name's last part, in lower case; a name that the contract has is none
   */
  public Redaction(Contract contract, Pattern wrongNames) {
    this.wrongNames = wrongNames;
    names =
        contract.sensitiveNames().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    if (wrongNames != NOTHING) {
      contract.operations().forEach(this::addOwn);
    }
  }

  private void addOwn(Operation operation) {
    Stream.of(operation.path().split("/")).forEach(this::addOwn);
    operation.fields().forEach(field -> addOwn(field.name()));
    operation.cases().forEach(documented -> addOwn(documented.answer()));
  }

  private void addOwn(JsonNode answer) {
    answer.properties().forEach(member -> addOwn(member.getKey()));
    answer.forEach(this::addOwn);
  }

  private void addOwn(String name) {
    own.add(name.toLowerCase(Locale.ROOT));
  }

  /** Returns whether values of this name must never be shown in clear. */
  public boolean covers(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (names.contains(lower) || own.contains(lower)) {
      return names.contains(lower);
    }
    // The end of a name such as user.password or password[].
    String[] parts = BETWEEN_PARTS.split(lower);
    String last = parts.length == 0 ? "" : parts[parts.length - 1];
    return names.contains(last)
        || wrongNames.matcher(NO_LETTER.matcher(last).replaceAll("")).find();
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
