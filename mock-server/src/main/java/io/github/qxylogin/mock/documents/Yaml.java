package io.github.qxylogin.mock.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** Writes JSON as YAML: one line for each value, strings and names in JSON's quotes. */
final class Yaml {
  private final StringBuilder text = new StringBuilder();

  private Yaml() {}

  static String of(JsonNode document) {
    Yaml yaml = new Yaml();
    yaml.write(document, "\n");
    return yaml.text.append('\n').substring(1);
  }

  private void write(JsonNode node, String line) {
    if (node.isEmpty()) {
      text.append(' ').append(node);
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        text.append(line).append('-');
        write(element, line + "  ");
      }
    } else {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        text.append(line).append(TextNode.valueOf(member.getKey())).append(':');
        write(member.getValue(), line + "  ");
      }
    }
  }
}
