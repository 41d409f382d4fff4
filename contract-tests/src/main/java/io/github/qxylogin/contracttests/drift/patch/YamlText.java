package io.github.qxylogin.contracttests.drift.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contracttests.drift.Discretion;
import io.github.qxylogin.contracttests.drift.SeenForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes YAML in the way of the contract's files. */
final class YamlText {

  /** What is said of what nobody has documented. */
  static final String UNSEEN = "未见于文档";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ONE_LINE = 10_000;
  private static final String DOCUMENTED_NOWHERE =
      "description: 未见于文档 / Seen in answers, in no document.";
  private static final String UNKNOWN =
      "description: 未见于文档 / Seen in answers, its type on no page.";
  private static final String EVIDENCE = "x-evidence: assumed";

  private YamlText() {}

  /** Returns a value as a block. */
  static List<String> value(JsonNode value) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setAllowUnicode(true);
    options.setWidth(ONE_LINE);
    return new Yaml(options).dump(JSON.convertValue(value, Object.class)).lines().toList();
  }

  /** Returns a text in one line, quoted where it has to be. */
  static String scalar(String text) {
    return value(TextNode.valueOf(text)).get(0);
  }

  /** Returns JSON types as a schema names them. */
  static String types(Iterable<String> types) {
    List<String> names = new ArrayList<>();
    types.forEach(type -> names.add(type.equals("null") ? "'null'" : type));
    return names.size() == 1 ? names.get(0) : "[" + String.join(", ", names) + "]";
  }

  /** Returns a property that describes what was seen. */
  static List<String> property(String name, SeenForm form, Discretion discretion) {
    List<String> lines = new ArrayList<>();
    lines.add(scalar(name) + ":");
    lines.addAll(indented(schema(form, discretion)));
    lines.add("  " + EVIDENCE);
    return lines;
  }

  private static List<String> schema(SeenForm form, Discretion discretion) {
    List<String> lines = new ArrayList<>();
    Set<String> types = form.known();
    if (types.isEmpty() || types.equals(Set.of("null"))) {
      return List.of(UNKNOWN);
    }
    lines.add("type: " + types(types));
    lines.add(DOCUMENTED_NOWHERE);
    if (types.contains("object") && isNamed(form, discretion)) {
      lines.add("properties:");
      for (Map.Entry<String, SeenForm> member : form.members().entrySet()) {
        lines.addAll(indented(property(member.getKey(), member.getValue(), discretion)));
      }
    }
    if (types.contains("array") && !form.element().types().isEmpty()) {
      lines.add("items:");
      lines.addAll(indented(schema(form.element(), discretion)));
    }
    return lines;
  }

  /** Members whose names may be values describe nothing. */
  private static boolean isNamed(SeenForm form, Discretion discretion) {
    return !form.members().isEmpty()
        && form.members().keySet().stream().allMatch(discretion::isName);
  }

  static List<String> indented(List<String> lines) {
    return lines.stream().map(line -> "  " + line).toList();
  }
}
