package io.github.qxylogin.codegen;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openapitools.codegen.utils.ModelUtils;

/**
 * The type of an id, which must not be taken for another.
 *
 * @param name of its class
 * @param about paragraphs of Javadoc
 * @param text whether it is sent as text
 * @param number whether a whole number is read
 */
record IdType(String name, List<String> about, boolean text, boolean number) {
  private static final String SUFFIX = "Id";

  /** Returns whether a schema that has a type of its own in Java is that of an id. */
  static boolean isNamed(String schema, String type) {
    return schema.endsWith(SUFFIX) && type.endsWith("." + schema);
  }

  /**
   * Returns the type of a schema of a document.
   *
   * @throws IllegalArgumentException naming the schema, if it is not there, or neither a text nor a
   *     whole number
   */
  static IdType of(String name, OpenAPI document) {
    Schema<?> schema = ModelUtils.getSchema(document, name);
    if (schema == null) {
      throw new IllegalArgumentException(
          "The id '%s' is no schema of the contract: take it out of schemaMappings in pom.xml"
              .formatted(name));
    }
    Set<String> types = ModelUtils.getReferencedSchema(document, schema).getTypes();
    boolean text = types != null && types.contains("string");
    boolean number = types != null && types.contains("integer");
    if (!text && !number) {
      throw new IllegalArgumentException(
          "The id '%s' is neither a string nor an integer, but %s: no type can be made of it"
              .formatted(name, types));
    }
    return new IdType(name, Docs.paragraphs(schema.getDescription()), text, number);
  }

  /** Returns what it is the id of, in words. */
  String noun() {
    String stem = name.substring(0, name.length() - SUFFIX.length());
    return stem.replaceAll("(?<=.)(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
  }
}
