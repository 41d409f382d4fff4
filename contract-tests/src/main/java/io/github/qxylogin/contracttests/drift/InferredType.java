package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.text.ResponseMasking;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The form of the values of an undocumented member: types and members, but no value. */
final class InferredType {
  /** An object with more members is perhaps a map. */
  static final int MOST_MEMBERS = 50;

  /** YAML readers accept some hundred levels; each member is two. */
  private static final int DEEPEST = 20;

  private static final Pattern SECRET =
      Pattern.compile("cookie|token|secret|passw|pwd", Pattern.CASE_INSENSITIVE);

  /** Readers of the contract treat these names as keywords of a schema. */
  private static final Pattern KEYWORD = Pattern.compile("x-.*|allOf|enum");

  private final Set<String> types = new TreeSet<>();
  private final Map<String, InferredType> members = new TreeMap<>();
  private InferredType element;

  void add(JsonNode value) {
    String type = JsonType.of(value);
    if (!type.equals(JsonType.MASKED)) {
      types.add(type);
    }
    if (types.contains("number")) {
      types.remove("integer");
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (members.size() <= MOST_MEMBERS) {
        members.computeIfAbsent(member.getKey(), n -> new InferredType()).add(member.getValue());
      }
    }
    if (value.isArray() && !value.isEmpty()) {
      element = element == null ? new InferredType() : element;
      value.forEach(element::add);
    }
  }

  /** Returns whether a member of that name can be described. */
  static boolean isDescribable(String name, ResponseMasking masking) {
    return masking.isName(name) && !KEYWORD.matcher(name).matches();
  }

  /**
   * Returns a property of this form.
   *
   * @param depth the number of levels above it
   */
  ObjectNode property(String name, String seenIn, ResponseMasking masking, int depth) {
    ObjectNode property = JsonNodeFactory.instance.objectNode();
    types(property);
    String unknown = property.has("type") ? ", in no document." : ", its type on no page.";
    property.put("description", "未见于文档 / Seen in " + seenIn + unknown);
    property.put("x-evidence", "assumed");
    if (masking.isSecret(name) || SECRET.matcher(name).find()) {
      property.put("x-sensitive", true);
    }
    below(property, seenIn, masking, depth + 1);
    return property;
  }

  private void types(ObjectNode schema) {
    if (types.size() > 1) {
      types.forEach(schema.putArray("type")::add);
    } else if (!types.isEmpty() && !types.contains("null")) {
      schema.put("type", types.iterator().next());
    }
  }

  private void below(ObjectNode schema, String seenIn, ResponseMasking masking, int depth) {
    boolean named =
        members.size() <= MOST_MEMBERS
            && members.keySet().stream().allMatch(name -> isDescribable(name, masking));
    if (depth < DEEPEST && !members.isEmpty() && named) {
      ObjectNode properties = schema.putObject("properties");
      members.forEach(
          (name, form) -> properties.set(name, form.property(name, seenIn, masking, depth)));
    }
    if (depth < DEEPEST && element != null) {
      ObjectNode items = JsonNodeFactory.instance.objectNode();
      element.types(items);
      if (items.has("type")) {
        element.below(items, seenIn, masking, depth + 1);
        schema.set("items", items);
      }
    }
  }
}
