package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The part of JSONPath (RFC 9535) that targets of overlays are written in: names, indices,
 * wildcards, and a filter for elements by the text of a member.
 */
public final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          """
          \\.[\\p{L}_][\\p{L}\\p{N}_-]* |
          \\['[^'\\\\]*'] |
          \\["[^"\\\\]*"] |
          \\[(?<index>\\d+)] |
          (?<any>\\.\\*|\\[\\*]) |
          \\[\\?\\(?@\\.(?<key>[\\p{L}_][\\p{L}\\p{N}_-]*)\\s*==\\s*['"](?<value>[^'"\\\\]*)['"]\\)?]
          """,
          Pattern.COMMENTS);

  private static final Pattern SYNTAX = Pattern.compile("^\\.|^\\[['\"]?|['\"]?]$");

  private JsonPath() {}

  /**
   * Returns the places of a document that a path names, in the document's order.
   *
   * @throws IllegalArgumentException if the path has an unsupported part; the message names it
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
    Stream<JsonPointer> children =
        node.isArray()
            ? IntStream.range(0, node.size()).mapToObj(place::appendIndex)
            : node.propertyStream().map(member -> place.appendProperty(member.getKey()));
    String key = step.group("key");
    if (key != null) {
      TextNode value = TextNode.valueOf(step.group("value"));
      return children.filter(child -> node.at(child.last()).path(key).equals(value));
    }
    if (step.group("any") != null) {
      return children;
    }
    String name = SYNTAX.matcher(step.group()).replaceAll("");
    boolean index = step.group("index") != null;
    return children.filter(
        child -> node.isArray() == index && child.last().getMatchingProperty().equals(name));
  }

  /** Returns the path that names one place of a document. */
  public static String of(JsonPointer place, JsonNode document) {
    JsonPointer parent = place.head();
    if (parent == null) {
      return "$";
    }
    String name = place.last().getMatchingProperty();
    String plain = name.matches("[A-Za-z_]\\w*") ? "." + name : "['" + name + "']";
    return of(parent, document) + (document.at(parent).isArray() ? "[" + name + "]" : plain);
  }
}
