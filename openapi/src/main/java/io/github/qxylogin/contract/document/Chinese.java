package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The Chinese of the contract's texts. */
public final class Chinese {
  /**
   * Members of examples that hold bodies, in which nothing is a text or a reference. Not {@code
   * Bundler}'s, which the mock cannot load for want of a YAML reader.
   */
  static final Set<String> BODIES = Set.of("value", "with");

  private static final Set<String> MEMBERS =
      Set.of("title", "summary", "description", "reason", "note");

  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  private final JsonNode texts;

  private static final class Loaded {
    static final Chinese TEXTS = new Chinese(Resources.json(Resources.CHINESE));
  }

  /**
   * Takes a catalogue.
   *
   * @param texts Chinese texts by English ones
   */
  public Chinese(JsonNode texts) {
    this.texts = texts;
  }

  /** Returns the texts of the jar. The first call reads them. */
  public static Chinese load() {
    return Loaded.TEXTS;
  }

  /**
   * Returns the Chinese of a text. A text "中文 / English" that the catalogue does not have is its
   * Chinese half, any other text is left as it is.
   */
  public String text(String text) {
    String half = text.split(" / ", 2)[0];
    return texts.path(text.strip()).asText(HAN.matcher(half).find() ? half : text);
  }

  /** Returns a copy of a document, with Chinese texts. */
  public ObjectNode document(ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    replace(copy);
    return copy;
  }

  private void replace(JsonNode node) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (member.getValue().isTextual() && MEMBERS.contains(member.getKey())) {
        member.setValue(new TextNode(text(member.getValue().textValue())));
      } else if (!BODIES.contains(member.getKey())) {
        replace(member.getValue());
      }
    }
    if (node.isArray()) {
      node.forEach(this::replace);
    }
  }
}
