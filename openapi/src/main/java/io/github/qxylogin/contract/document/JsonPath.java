package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The part of JSONPath (RFC 9535) that targets of overlays are written in: names, indices,
 * wildcards, and a filter for the elements whose member is a text.
 */
final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          """
          \\.(?<name>[\\p{L}_][\\p{L}\\p{N}_-]*) |
          \\['(?<quoted>[^'\\\\]*)'] |
          \\["(?<doubleQuoted>[^"\\\\]*)"] |
          \\[(?<index>\\d{1,9})] |
          (?<any>\\.\\*|\\[\\*]) |
          \\[\\?\\(?@\\.(?<key>[\\p{L}_][\\p{L}\\p{N}_-]*)\\s*==\\s*['"](?<value>[^'"\\\\]*)['"]\\)?]
          """,
          Pattern.COMMENTS);

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private JsonPath() {}

  /**
   * Returns the places of a document that a path names, in the document's order.
   *
   * @throws IllegalArgumentException if the path has what is not read here; the message names it
   */
  static List<JsonPointer> places(String path, JsonNode document) {
    if (!path.startsWith("$")) {
      throw new IllegalArgumentException("'" + path + "' does not start with $");
    }
    List<JsonPointer> places = List.of(JsonPointer.empty());
    Matcher step = STEP.matcher(path);
    int at = 1;
    while (at < path.length()) {
      if (!step.region(at, path.length()).lookingAt()) {
        throw new IllegalArgumentException(
            "'%s' in '%s' is not read: a target is made of ".formatted(path.substring(at), path)
                + ".name, ['name'], [0], .* and [?@.name == 'text']");
      }
      places = places.stream().flatMap(place -> below(place, document.at(place), step)).toList();
      at = step.end();
    }
    return places;
  }

  private static Stream<JsonPointer> below(JsonPointer place, JsonNode node, Matcher step) {
    if (step.group("index") != null) {
      int index = Integer.parseInt(step.group("index"));
      return node.isArray() && node.has(index)
          ? Stream.of(place.appendIndex(index))
          : Stream.empty();
    }
    if (step.group("key") != null) {
      return children(place, node)
          .filter(
              child -> {
                JsonNode member = node.at(child.last()).path(step.group("key"));
                return member.isTextual() && member.textValue().equals(step.group("value"));
              });
    }
    if (step.group("any") != null) {
      return children(place, node);
    }
    String name =
        Stream.of("name", "quoted", "doubleQuoted")
            .map(step::group)
            .filter(found -> found != null)
            .findFirst()
            .orElseThrow();
    return node.isObject() && node.has(name)
        ? Stream.of(place.appendProperty(name))
        : Stream.empty();
  }

  private static Stream<JsonPointer> children(JsonPointer place, JsonNode node) {
    return node.isArray()
        ? IntStream.range(0, node.size()).mapToObj(place::appendIndex)
        : node.propertyStream().map(member -> place.appendProperty(member.getKey()));
  }

  /** Returns the path that names one place of a document. */
  static String of(JsonPointer place, JsonNode document) {
    StringBuilder path = new StringBuilder("$");
    JsonNode node = document;
    for (JsonPointer at = place; !at.matches(); at = at.tail()) {
      String name = at.getMatchingProperty();
      if (node.isArray()) {
        path.append('[').append(name).append(']');
      } else if (PLAIN.matcher(name).matches()) {
        path.append('.').append(name);
      } else {
        path.append("['").append(name).append("']");
      }
      node = node.isArray() ? node.path(at.getMatchingIndex()) : node.path(name);
    }
    return path.toString();
  }
}
