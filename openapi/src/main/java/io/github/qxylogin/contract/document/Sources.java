package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;

/** The source of each value of a bundled document: its file and place. */
public final class Sources {
  /** Makes values that are not shared, so that each has a source of its own. */
  static final JsonNodeFactory VALUES =
      new JsonNodeFactory() {
        @Override
        public TextNode textNode(String text) {
          return new TextNode(text);
        }

        @Override
        public NumericNode numberNode(int number) {
          return new IntNode(number);
        }

        @Override
        public BooleanNode booleanNode(boolean flag) {
          return new BooleanNode(flag) {};
        }

        @Override
        public NullNode nullNode() {
          return new NullNode() {};
        }
      };

  private final IdentityHashMap<JsonNode, Origin> origins = new IdentityHashMap<>();

  private record Origin(Path file, JsonPointer at) {
    String locate(JsonPointer below) {
      return Sources.locate(file, at.append(below));
    }
  }

  /** Records the place of a value, and of each below it, in a file. */
  void add(JsonNode node, Path file, JsonPointer at) {
    origins.put(node, new Origin(file, at));
    node.properties()
        .forEach(member -> add(member.getValue(), file, at.appendProperty(member.getKey())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      add(node.get(i), file, at.appendIndex(i));
    }
  }

  /** Returns a copy of a value, which has the same source. */
  JsonNode copy(JsonNode node) {
    JsonNode copy = node.deepCopy();
    Origin origin = origins.get(node);
    add(copy, origin.file(), origin.at());
    return copy;
  }

  Path file(JsonNode node) {
    return origins.get(node).file();
  }

  ContractException wrong(JsonNode node, String member, String problem) {
    JsonPointer below = JsonPointer.empty().appendProperty(member);
    return new ContractException(origins.get(node).locate(below), problem);
  }

  /** Returns the file and line of a place in a document. */
  String locate(JsonNode document, JsonPointer place) {
    Origin nearest = origins.get(document);
    JsonPointer rest = place;
    JsonNode node = document;
    for (JsonPointer at = place; !at.matches(); at = at.tail()) {
      String name = at.getMatchingProperty();
      node = node.isArray() ? node.path(at.getMatchingIndex()) : node.path(name);
      if (origins.containsKey(node)) {
        nearest = origins.get(node);
        rest = at.tail();
      }
    }
    return nearest.locate(rest);
  }

  /** Returns the file and the line of a place in it, or of its nearest parent. */
  public static String locate(Path file, JsonPointer place) {
    try {
      return file + ":" + Lines.of(file, place) + (place.matches() ? "" : " " + place);
    } catch (IOException | NoClassDefFoundError unreadable) {
      return file + " " + place;
    }
  }

  /** Reads YAML, which the mock server's jar has no reader for: there this class does not load. */
  private static final class Lines {
    static int of(Path file, JsonPointer place) throws IOException {
      int line = 1;
      int depth = -1;
      try (JsonParser parser = new YAMLFactory().createParser(file.toFile())) {
        while (parser.nextToken() != null) {
          String here = parser.getParsingContext().pathAsPointer().toString();
          boolean above = (place + "/").startsWith(here + "/");
          if (above && here.length() > depth) {
            depth = here.length();
            line = parser.currentTokenLocation().getLineNr();
          }
        }
      }
      return line;
    }
  }
}
