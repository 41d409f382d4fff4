package io.github.qxylogin.contract.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An OpenAPI Overlay: edits of the bundled document, in the standard's form. Objects are merged, a
 * list gets an entry (of a list, each of its entries), any other value is replaced.
 *
 * @see <a href="https://spec.openapis.org/overlay/v1.0.html">the specification</a>
 */
public final class Overlay {
  private final Sources sources;

  private Overlay(Sources sources) {
    this.sources = sources;
  }

  /**
   * Edits a document, and returns it.
   *
   * @param file the file of the overlay
   * @param sources records the values of the overlay
   * @throws ContractException naming the target, if it cannot be edited
   */
  public static ObjectNode apply(
      Path file, JsonNode overlay, ObjectNode document, Sources sources) {
    if (!overlay.isMissingNode() && !overlay.path("actions").isArray()) {
      throw new ContractException(
          file + "", "an OpenAPI Overlay with a list of actions is expected");
    }
    sources.add(overlay, file, JsonPointer.empty());
    overlay.path("actions").forEach(action -> new Overlay(sources).apply(action, document));
    return document;
  }

  /**
   * Returns a copy of a bundled document that an overlay has edited.
   *
   * @throws ContractException naming file and target, if it cannot be edited
   */
  public static ObjectNode applied(Path file, JsonNode overlay, ObjectNode document) {
    ObjectNode edited = apply(file, overlay, document.deepCopy(), new Sources());
    markSensitive(edited);
    return edited;
  }

  /** Generators mask passwords: our mark for secrets becomes this format. */
  static void markSensitive(ObjectNode document) {
    for (JsonNode schema : document.findParents(Bundler.SENSITIVE)) {
      JsonNode type = schema.path("type");
      if (schema.path(Bundler.SENSITIVE).asBoolean()
          && type.path(0).asText(type.asText()).equals("string")) {
        ((ObjectNode) schema).put("format", "password");
      }
    }
  }

  /** Returns the overlays of a folder, in the order of their names; none if there is no folder. */
  public static List<Path> files(Path folder) {
    File[] files = folder.toFile().listFiles((in, name) -> name.endsWith(".yaml"));
    return files == null ? List.of() : Stream.of(files).map(File::toPath).sorted().toList();
  }

  private void apply(JsonNode action, ObjectNode document) {
    String target = action.path("target").asText();
    try {
      List<JsonPointer> places = JsonPath.places(target, document);
      if (places.isEmpty()) {
        throw new IllegalArgumentException("'" + target + "' names nothing in the contract");
      }
      // From the end, so that no index of a list changes before its turn.
      for (int i = places.size() - 1; i >= 0; i--) {
        if (action.path("remove").asBoolean()) {
          remove(document, places.get(i));
        } else {
          merge(document.at(places.get(i)), action.path("update"), target);
        }
      }
    } catch (IllegalArgumentException wrong) {
      throw sources.wrong(action, "target", wrong.getMessage());
    }
  }

  private void merge(JsonNode node, JsonNode update, String target) {
    if (node instanceof ArrayNode list && !update.isMissingNode()) {
      Iterable<JsonNode> entries = update.isArray() ? update : List.of(update);
      entries.forEach(entry -> list.add(sources.copy(entry)));
    } else if (node instanceof ObjectNode object && update.isObject()) {
      for (Map.Entry<String, JsonNode> member : update.properties()) {
        JsonNode there = object.path(member.getKey());
        if (there.isContainerNode() && there.getNodeType() == member.getValue().getNodeType()) {
          merge(there, member.getValue(), target);
        } else {
          object.set(member.getKey(), sources.copy(member.getValue()));
        }
      }
    } else {
      throw new IllegalArgumentException(
          "'"
              + target
              + "' needs remove: true, or an update: of an object an object, of a list an"
              + " entry");
    }
  }

  private static void remove(ObjectNode document, JsonPointer place) {
    JsonPointer parent = place.head();
    if (parent == null) {
      throw new IllegalArgumentException("the whole contract cannot be removed");
    }
    if (document.at(parent) instanceof ArrayNode list) {
      list.remove(place.last().getMatchingIndex());
    } else {
      ((ObjectNode) document.at(parent)).remove(place.last().getMatchingProperty());
    }
  }
}
