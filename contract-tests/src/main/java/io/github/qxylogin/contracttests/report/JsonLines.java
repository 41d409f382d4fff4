package io.github.qxylogin.contracttests.report;

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
  /** Nobody reads more of one body. */
  private static final int MOST_LINES = 300;

  private static final int LONGEST_LINE = 500;

  /** What is nested deeper goes on in one line. */
  private static final int DEEPEST = 30;

  /**
   * A line.
   *
   * @param ours whether this program says it, of what is missing in the body or here
   * @param marked whether it is at the place of a finding
   */
  record Line(String indent, String text, boolean ours, boolean marked) {}

  private final List<String> places;
  private final boolean gaps;
  private final List<Line> lines = new ArrayList<>();

  private JsonLines(List<String> places, boolean gaps) {
    this.places = places;
    this.gaps = gaps;
  }

  /**
   * Returns the lines of a body.
   *
   * @param places pointers into the body; one that it does not have is marked where it would stand
   */
  static List<Line> of(JsonNode body, List<String> places) {
    return new JsonLines(places, true).of(body);
  }

  /** Returns the same of a body that should have come, where it is no fault to have no place. */
  static List<Line> ofExpected(JsonNode body, List<String> places) {
    return new JsonLines(places, false).of(body);
  }

  private List<Line> of(JsonNode body) {
    if (!body.isMissingNode()) {
      value("", 0, "", body, "");
    }
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    Line more = new Line("", "… and " + (lines.size() - MOST_LINES) + " more lines", true, false);
    return Stream.concat(lines.stream().limit(MOST_LINES), Stream.of(more)).toList();
  }

  private void value(String place, int depth, String start, JsonNode value, String end) {
    if (!value.isContainerNode()) {
      add(
          depth,
          start + value + end,
          false,
          places.contains(place) || !namesBelow(place).isEmpty());
    } else if (depth > DEEPEST || (value.isEmpty() && (!gaps || namesBelow(place).isEmpty()))) {
      add(depth, start + value + end, false, places.contains(place));
    } else {
      add(depth, start + (value.isObject() ? "{" : "["), false, places.contains(place));
      Set<String> names = namesBelow(place);
      children(place, depth + 1, value, names);
      if (gaps) {
        names.forEach(name -> add(depth + 1, quoted(name) + " is not there", true, true));
      }
      add(depth, (value.isObject() ? "}" : "]") + end, false, false);
    }
  }

  private void children(String place, int depth, JsonNode value, Set<String> names) {
    Iterator<Map.Entry<String, JsonNode>> members = value.properties().iterator();
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      names.remove(member.getKey());
      String child = place + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
      String start = quoted(member.getKey()) + ": ";
      value(child, depth, start, member.getValue(), members.hasNext() ? "," : "");
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      names.remove(Integer.toString(i));
      value(place + "/" + i, depth, "", value.get(i), i + 1 < value.size() ? "," : "");
    }
  }

  /** Returns what would have to stand at a place, or does, for the places of findings below it. */
  private Set<String> namesBelow(String place) {
    Set<String> names = new LinkedHashSet<>();
    for (String below : places) {
      if (below.startsWith(place + "/")) {
        String name = below.substring(place.length() + 1).split("/", 2)[0];
        names.add(name.replace("~1", "/").replace("~0", "~"));
      }
    }
    return names;
  }

  private static String quoted(String name) {
    return TextNode.valueOf(name).toString();
  }

  private void add(int depth, String text, boolean ours, boolean marked) {
    String shown = Markup.shortened(text, LONGEST_LINE);
    lines.add(new Line("  ".repeat(depth), shown, ours, marked));
  }
}
