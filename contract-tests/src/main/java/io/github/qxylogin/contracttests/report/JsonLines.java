package io.github.qxylogin.contracttests.report;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contracttests.text.Markup;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A body line by line, as a person reads it, with the places of findings marked. */
final class JsonLines {
  /** The limit of the lines of one body. */
  private static final int MOST_LINES = 300;

  private static final int LONGEST_LINE = 500;

  /** Deeper values continue in one line. */
  private static final int DEEPEST = 30;

  /**
   * A line.
   *
   * @param ours whether the line is a remark about a missing part of the body
   * @param marked whether it is at the place of a finding
   */
  record Line(String indent, String text, boolean ours, boolean marked) {}

  private final boolean gaps;
  private final List<Line> lines = new ArrayList<>();

  private JsonLines(boolean gaps) {
    this.gaps = gaps;
  }

  /**
   * Returns the lines of a body.
   *
   * @param places pointers into the body; a missing one is marked at its place
   */
  static List<Line> of(JsonNode body, List<String> places) {
    return new JsonLines(true).lines(body, places);
  }

  /** Returns the same of a body that should have come, where it is no fault to have no place. */
  static List<Line> ofExpected(JsonNode body, List<String> places) {
    return new JsonLines(false).lines(body, places);
  }

  private List<Line> lines(JsonNode body, List<String> places) {
    if (!body.isMissingNode()) {
      Stream<String> inside = places.stream().filter(place -> place.matches("(?s)|/.*"));
      value(0, "", body, "", inside.map(JsonPointer::compile).toList());
    }
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    Line more = new Line("", "… and " + (lines.size() - MOST_LINES) + " more lines", true, false);
    return Stream.concat(lines.stream().limit(MOST_LINES), Stream.of(more)).toList();
  }

  private void value(
      int depth, String start, JsonNode value, String end, List<JsonPointer> places) {
    boolean marked = places.stream().anyMatch(JsonPointer::matches);
    Set<String> below = new LinkedHashSet<>();
    places.stream().filter(p -> !p.matches()).forEach(p -> below.add(p.getMatchingProperty()));
    if (!value.isContainerNode()) {
      add(depth, start + value + end, false, !places.isEmpty());
    } else if (depth > DEEPEST || (value.isEmpty() && (!gaps || below.isEmpty()))) {
      add(depth, start + value + end, false, marked);
    } else {
      add(depth, start + (value.isObject() ? "{" : "["), false, marked);
      children(depth + 1, value, places, below);
      if (gaps) {
        below.forEach(name -> add(depth + 1, quoted(name) + " is not there", true, true));
      }
      add(depth, (value.isObject() ? "}" : "]") + end, false, false);
    }
  }

  /** Leaves of the names those that the value does not have. */
  private void children(int depth, JsonNode value, List<JsonPointer> places, Set<String> names) {
    Iterator<Map.Entry<String, JsonNode>> members = value.properties().iterator();
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      names.remove(member.getKey());
      String start = quoted(member.getKey()) + ": ";
      String end = members.hasNext() ? "," : "";
      value(depth, start, member.getValue(), end, below(places, member.getKey()));
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      names.remove(Integer.toString(i));
      String end = i + 1 < value.size() ? "," : "";
      value(depth, "", value.get(i), end, below(places, Integer.toString(i)));
    }
  }

  private static List<JsonPointer> below(List<JsonPointer> places, String name) {
    return places.stream().filter(p -> p.matchesProperty(name)).map(JsonPointer::tail).toList();
  }

  private static String quoted(String name) {
    return TextNode.valueOf(name).toString();
  }

  private void add(int depth, String text, boolean ours, boolean marked) {
    String shown = Markup.shortened(text, LONGEST_LINE);
    lines.add(new Line("  ".repeat(depth), shown, ours, marked));
  }
}
