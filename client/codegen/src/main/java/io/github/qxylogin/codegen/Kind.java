package io.github.qxylogin.codegen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openapitools.codegen.CodegenModel;

/**
 * The kind of a value, from the contract's {@code x-kind}: the schema that defines the values, and
 * their form on this page.
 *
 * @param schema the name of the schema
 * @param code whether the page has the {@code code} of the schema's {@code x-values}
 * @param text whether the page has a text
 */
record Kind(String schema, boolean code, boolean text) {
  static final String MARK = "x-kind";
  private static final String CODE = "code";
  private static final String CODES = "x-codes";
  private static final String ENUM_VARS = "enumVars";
  private static final String SERIALIZE =
      "@com.fasterxml.jackson.databind.annotation.JsonSerialize";
  private static final String TO_TEXT =
      "com.fasterxml.jackson.databind.ser.std.ToStringSerializer.class";

  /**
   * Returns the kind that the contract names.
   *
   * @param types the documented types; empty if there are none
   */
  static Kind of(String mark, Set<String> types) {
    String[] parts = mark.split("\\.", 2);
    return new Kind(parts[0], parts.length > 1, types.isEmpty() || types.contains("string"));
  }

  /** Returns the annotation of a field with another JSON form than its type's default. */
  Optional<String> annotation(String type) {
    if (code) {
      String converter = type + (text ? ".Code" : ".CodeNumber");
      return Optional.of("%s(converter = %s.class)".formatted(SERIALIZE, converter));
    }
    return Optional.of(SERIALIZE + "(using = " + TO_TEXT + ")").filter(unused -> text);
  }

  /** Adds the codes of the contract to the constants of a model. */
  static void addCodes(CodegenModel model) {
    if (model.allowableValues == null
        || !(model.vendorExtensions.get("x-values") instanceof List<?> values)
        || !(model.allowableValues.get(ENUM_VARS) instanceof List<?> constants)) {
      return;
    }
    Map<String, String> codes = new HashMap<>();
    for (Object value : values) {
      if (value instanceof Map<?, ?> described && described.get(CODE) != null) {
        codes.put(
            JavadocText.literal(described.get("value").toString()),
            JavadocText.literal(described.get(CODE).toString()));
      }
    }
    for (Object constant : constants) {
      @SuppressWarnings("unchecked")
      Map<String, Object> view = (Map<String, Object>) constant;
      view.put(CODE, codes.get(view.get("value")));
    }
    model.vendorExtensions.put(CODES, !codes.isEmpty());
  }
}
