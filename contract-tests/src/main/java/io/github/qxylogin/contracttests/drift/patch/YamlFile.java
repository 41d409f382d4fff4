package io.github.qxylogin.contracttests.drift.patch;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML file, of which each place can be found in the text. */
final class YamlFile {

  private static final String RETURN = "\r";
  private static final String NO_NEWLINE = "\n\\ No newline at end of file";

  private final String name;
  private final boolean endsInNewline;
  private final List<String> lines;
  private final JsonNode tree;
  private final Node root;

  YamlFile(String name, String text, JsonNode tree) {
    this.name = name;
    this.endsInNewline = text.endsWith("\n");
    String[] all = (endsInNewline ? text.substring(0, text.length() - 1) : text).split("\n", -1);
    this.lines = List.of(all);
    this.tree = tree;
    this.root =
        new Yaml(new LoaderOptions()).compose(new StringReader(endsInNewline ? text : text + "\n"));
  }

  String name() {
    return name;
  }

  List<String> lines() {
    return lines;
  }

  /**
   * Returns the lines as a patch names them that takes this file as it is: one that has no newline
   * at its end gets it.
   */
  List<String> linesAsStored() {
    List<String> stored = new ArrayList<>(lines);
    if (!endsInNewline) {
      stored.set(stored.size() - 1, stored.get(stored.size() - 1) + NO_NEWLINE);
    }
    return stored;
  }

  /** Returns what the lines end in before the newline: files of Windows have something there. */
  String lineEnd() {
    return lines.get(0).endsWith(RETURN) ? RETURN : "";
  }

  JsonNode tree() {
    return tree;
  }

  /**
   * Returns the edit that appends to a mapping or list.
   *
   * @param lines what is appended, without the indentation of the place
   * @return nothing if the place is written in one line, or is empty
   */
  Optional<Edits.Edit> append(JsonPointer at, List<String> lines) {
    return node(root, at)
        .filter(CollectionNode.class::isInstance)
        .map(n -> (CollectionNode<?>) n)
        .filter(n -> n.getFlowStyle() == FlowStyle.BLOCK && !n.getValue().isEmpty())
        .map(n -> new Edits.Edit(name, after(n), 0, indented(lines, column(n))));
  }

  /** Returns the edit that writes another value in place of one that stands in a line. */
  Optional<Edits.Edit> replace(JsonPointer at, String value) {
    return node(root, at)
        .filter(n -> n.getStartMark().getLine() == n.getEndMark().getLine())
        .map(
            n -> {
              int line = n.getStartMark().getLine();
              String text = lines.get(line);
              String before = text.substring(0, n.getStartMark().getColumn());
              String after = text.substring(n.getEndMark().getColumn()).stripTrailing();
              return new Edits.Edit(name, line, 1, List.of(before + value + after));
            });
  }

  /** A list's own column is that of its dashes. */
  private static int column(CollectionNode<?> collection) {
    return collection.getStartMark().getColumn();
  }

  /** Returns the line after the last one of a block, before what only sets it apart. */
  private int after(CollectionNode<?> block) {
    int line = lastLine(block) + 1;
    while (line > 0 && isBlank(lines.get(line - 1))) {
      line--;
    }
    return line;
  }

  private static boolean isBlank(String line) {
    return line.isBlank() || line.strip().startsWith("#");
  }

  /** The end of a text block, as of a mapping, is where the next thing begins. */
  private static int lastLine(Node node) {
    int line = node.getEndMark().getLine();
    return node.getEndMark().getColumn() == 0 || isBlock(node) ? line - 1 : line;
  }

  private static boolean isBlock(Node node) {
    return node instanceof CollectionNode<?> collection
        && collection.getFlowStyle() == FlowStyle.BLOCK;
  }

  private static List<String> indented(List<String> lines, int column) {
    return lines.stream().map(line -> " ".repeat(column) + line).toList();
  }

  private static Optional<Node> node(Node from, JsonPointer at) {
    if (at.matches()) {
      return Optional.of(from);
    }
    Optional<Node> below = Optional.empty();
    if (from instanceof MappingNode mapping) {
      below =
          mapping.getValue().stream()
              .filter(t -> isKey(t, at.getMatchingProperty()))
              .map(NodeTuple::getValueNode)
              .findFirst();
    } else if (from instanceof SequenceNode sequence && at.mayMatchElement()) {
      below = sequence.getValue().stream().skip(at.getMatchingIndex()).findFirst();
    }
    return below.flatMap(node -> node(node, at.tail()));
  }

  private static boolean isKey(NodeTuple tuple, String key) {
    return tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
  }
}
