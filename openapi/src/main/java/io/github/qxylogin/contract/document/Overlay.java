package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An OpenAPI Overlay: edits of the bundled document, in the standard's form. Objects are merged, a
 * list gets an entry (of a list, each of its entries), any other value is replaced.
 *
 * @see <a href="https://spec.openapis.org/overlay/v1.0.html">the specification</a>
 */
public final class Overlay {
  private static final List<String> MEMBERS = List.of("overlay", "info", "extends", "actions");
  private static final List<String> WORDS = List.of("target", "description", "update", "remove");

  private final Path file;
  private final Value tree;

  /** Takes an overlay that was read from a file. */
  public Overlay(Path file, JsonNode tree) {
    this.file = file;
    this.tree = Value.root(tree);
  }

  /**
   * Returns a document as an overlay makes it.
   *
   * @param name what the overlay is called in errors
   * @throws ContractException naming the action and its target, if it cannot be applied
   */
  public static ObjectNode applied(String name, JsonNode overlay, JsonNode document) {
    ObjectNode edited = document.deepCopy();
    Path file = Path.of(name);
    new Overlay(file, overlay).applyTo(edited, new Sources(file));
    return edited;
  }

  /** Returns the target that names one place of a document. */
  public static String target(JsonPointer place, JsonNode document) {
    return JsonPath.of(place, document);
  }

  /** Returns the overlays of a folder, in the order of their names; none if there is no folder. */
  public static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Edits a document.
   *
   * @param sources is told what stems from this overlay
   */
  public void applyTo(ObjectNode document, Sources sources) {
    new Sources(file)
        .located(
            () -> {
              actions().forEach(action -> apply(action, document, sources));
              return document;
            });
  }

  private List<Value> actions() {
    only(tree, MEMBERS);
    if (!tree.text("overlay").matches("1\\.[01]\\.\\d+")) {
      throw tree.at("overlay").wrong("'" + tree.text("overlay") + "' is not read: 1.0.0 is");
    }
    List<Value> actions = tree.at("actions").list();
    if (actions.isEmpty()) {
      throw tree.at("actions").wrong("has no action");
    }
    return actions;
  }

  private void apply(Value action, ObjectNode document, Sources sources) {
    only(action, WORDS);
    Value target = action.at("target");
    Value update = action.at("update");
    List<JsonPointer> places = places(target, document);
    if (places.isEmpty()) {
      throw target.wrong("'" + target.text() + "' names nothing in the contract");
    }
    if (action.flag("remove")) {
      // From the end, so that no index of a list changes before its turn.
      for (int i = places.size() - 1; i >= 0; i--) {
        remove(places.get(i), target, document, sources);
      }
    } else if (update.present()) {
      places.forEach(place -> update(document.at(place), place, update, target, sources));
    } else {
      throw target.wrong("'" + target.text() + "' has neither an update nor remove: true");
    }
  }

  private static List<JsonPointer> places(Value target, JsonNode document) {
    try {
      return JsonPath.places(target.text(), document);
    } catch (IllegalArgumentException unread) {
      throw target.wrong(unread.getMessage());
    }
  }

  private void update(
      JsonNode node, JsonPointer place, Value update, Value target, Sources sources) {
    if (node instanceof ArrayNode list) {
      List<Value> entries = update.node().isArray() ? update.list() : List.of(update);
      for (Value entry : entries) {
        sources.add(place.appendIndex(list.size()), file, entry.place());
        list.add(entry.node().<JsonNode>deepCopy());
      }
    } else if (node instanceof ObjectNode object && update.node().isObject()) {
      for (Map.Entry<String, Value> member : update.members().entrySet()) {
        JsonNode there = object.path(member.getKey());
        JsonPointer below = place.appendProperty(member.getKey());
        boolean alike = there.getNodeType() == member.getValue().node().getNodeType();
        if (alike && there.isContainerNode()) {
          update(there, below, member.getValue(), target, sources);
        } else {
          sources.add(below, file, member.getValue().place());
          object.set(member.getKey(), member.getValue().node().deepCopy());
        }
      }
    } else {
      throw update.wrong(
          "cannot be merged into what '"
              + target.text()
              + "' names: an object takes an object, a list an entry");
    }
  }

  private static void remove(
      JsonPointer place, Value target, ObjectNode document, Sources sources) {
    if (place.matches()) {
      throw target.wrong("the whole contract cannot be removed");
    }
    JsonPointer parent = Objects.requireNonNull(place.head());
    String name = place.last().getMatchingProperty();
    if (document.at(parent) instanceof ArrayNode list) {
      int index = place.last().getMatchingIndex();
      list.remove(index);
      sources.moveUp(parent, index, list.size());
    } else {
      ((ObjectNode) document.at(parent)).remove(name);
    }
  }

  /** Refuses what nobody reads, but for extensions. */
  private static void only(Value value, List<String> known) {
    value
        .members()
        .forEach(
            (name, member) -> {
              if (!known.contains(name) && !name.startsWith("x-")) {
                throw member.wrong("is none of " + known);
              }
            });
  }
}
