package io.github.qxylogin.contracttests.drift.overlay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.drift.SeenForm;
import io.github.qxylogin.contracttests.text.Discretion;
import java.util.List;
import java.util.Set;

/** Makes schemas of what was seen and no page describes. */
final class SeenSchema {
  private static final Set<String> KEYWORDS = Set.of("allOf", "enum");

  private final Discretion discretion;
  private final String seen;

  /**
   * Makes schemas.
   *
   * @param seen where it was seen, as the description says
   */
  SeenSchema(Discretion discretion, String seen) {
    this.discretion = discretion;
    this.seen = seen;
  }

  /** Returns a property; one of a name that is a secret's elsewhere is one here. */
  ObjectNode property(String name, SeenForm form) {
    ObjectNode property = JsonNodeFactory.instance.objectNode();
    Set<String> types = form.known();
    boolean typed = !types.isEmpty() && !types.equals(Set.of("null"));
    if (typed) {
      types(property, types);
    }
    property.put(
        "description",
        "未见于文档 / Seen in " + seen + (typed ? ", in no document." : ", its type on no page."));
    property.put("x-evidence", "assumed");
    if (discretion.isSecret(name)) {
      property.put("x-sensitive", true);
    }
    below(property, form);
    return property;
  }

  private static void types(ObjectNode schema, Set<String> types) {
    if (types.size() == 1) {
      schema.put("type", types.iterator().next());
    } else {
      ArrayNode several = schema.putArray("type");
      types.forEach(several::add);
    }
  }

  private void below(ObjectNode schema, SeenForm form) {
    Set<String> types = form.known();
    if (types.contains("object") && isNamed(form)) {
      ObjectNode properties = schema.putObject("properties");
      form.members().forEach((name, member) -> properties.set(name, property(name, member)));
    }
    Set<String> elements = form.element().known();
    if (types.contains("array") && !elements.isEmpty() && !elements.equals(Set.of("null"))) {
      ObjectNode items = schema.putObject("items");
      types(items, elements);
      below(items, form.element());
    }
  }

  /** Members whose names may be values describe nothing, and so do the keys of a map. */
  private boolean isNamed(SeenForm form) {
    return !form.members().isEmpty()
        && form.members().size() <= Edits.ENOUGH
        && form.members().keySet().stream()
            .allMatch(name -> discretion.isName(name) && !isKeyword(name));
  }

  /** Readers of the contract take a property of such a name for more than a property. */
  static boolean isKeyword(String name) {
    return name.startsWith("x-") || KEYWORDS.contains(name);
  }

  /** Returns the types that a place would have, as people write them. */
  static List<String> lines(Set<String> types) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    types(schema, types);
    return Yaml.lines(schema);
  }
}
