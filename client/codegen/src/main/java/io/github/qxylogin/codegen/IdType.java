package io.github.qxylogin.codegen;

import java.util.List;
import java.util.Locale;
import java.util.Set;

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

  static IdType of(String name, List<String> about, Set<String> jsonTypes) {
    return new IdType(name, about, jsonTypes.contains("string"), jsonTypes.contains("integer"));
  }

  /** Returns what it is the id of, in words. */
  String noun() {
    String stem = name.substring(0, name.length() - SUFFIX.length());
    return stem.replaceAll("(?<=.)(?=\\p{Lu})", " ").toLowerCase(Locale.ROOT);
  }

  /** Returns the type of its value in Java. */
  String java() {
    return text ? "String" : "long";
  }
}
