package io.github.qxylogin.codegen;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.openapitools.codegen.utils.ModelUtils;

/**
 * The Java type of an id, so that ids cannot be confused.
 *
 * @param name of its class
 * @param about paragraphs of Javadoc
 * @param text whether the id is sent as text
 * @param number whether the id is read from a whole number
 */
record IdType(String name, List<String> about, boolean text, boolean number) {
  private static final String SUFFIX = "Id";

  /** Returns whether a schema with its own Java type is an id. */
  static boolean isNamed(String schema, String type) {
    return schema.endsWith(SUFFIX) && type.endsWith("." + schema);
  }

  /**
   * Returns the type of a schema of a document.
   *
   * @throws IllegalArgumentException if the schema is missing, or neither a text nor a whole
   *     number; the message names it
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
          "The id '%s' is neither a string nor an integer, but %s: its type cannot be generated"
              .formatted(name, types));
    }
    return new IdType(name, JavadocText.paragraphs(schema.getDescription()), text, number);
  }

  /** Returns the identified object in words, such as "hosted account". */
  String noun() {
    String stem = name.substring(0, name.length() - SUFFIX.length());
    return stem.replaceAll("(?<=.)(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
  }
}
