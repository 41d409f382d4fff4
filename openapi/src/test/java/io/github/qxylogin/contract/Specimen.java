package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A contract under examination: the bundle, with a violation planted or not, and what it says. */
final class Specimen {
  private static final JsonNode BUNDLE = Contract.load().document();

  private final ObjectNode document;
  private final Contract contract;

  private Specimen(ObjectNode document, Contract contract) {
    this.document = document;
    this.contract = contract;
  }

  static Specimen asItIs() {
    return with(document -> {});
  }

  static Specimen with(Consumer<ObjectNode> plant) {
    ObjectNode document = BUNDLE.deepCopy();
    plant.accept(document);
    return new Specimen(document, Contract.of(document));
  }

  /** A contract without operations, schemas and codes, in a document without anything. */
  static Specimen empty() {
    ObjectNode bare = BUNDLE.deepCopy();
    bare.putObject("paths");
    bare.withObject("/components").putObject("schemas");
    bare.putObject("x-codes");
    bare.remove("x-mock");
    return new Specimen(bare.objectNode(), Contract.of(bare));
  }

  /** An operation, and where the document describes it. */
  record Part(Operation operation, JsonNode node) {
    JsonNode request() {
      return node.at("/requestBody/content/application~1json");
    }

    JsonNode answer() {
      return node.at("/responses/200/content/application~1json");
    }

    /** The named requests: those that pages print, and ours. */
    Map<String, JsonNode> requests() {
      return with(request(), "request");
    }

    /** The named answers: those that pages print, and ours. */
    Map<String, JsonNode> answers() {
      return with(answer(), "answer");
    }

    /** The requests that the schema rejects. */
    Map<String, JsonNode> rejected() {
      return ours("rejected");
    }

    private Map<String, JsonNode> with(JsonNode content, String part) {
      Map<String, JsonNode> all = named(content);
      ours(part).forEach(all::putIfAbsent);
      return all;
    }

    Map<String, JsonNode> ours(String part) {
      Map<String, JsonNode> ours = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> each : node.at("/x-mock/cases").properties()) {
        if (each.getValue().has(part)) {
          ours.put(each.getKey(), each.getValue().path(part));
        }
      }
      return ours;
    }
  }

  JsonNode document() {
    return document;
  }

  Contract contract() {
    return contract;
  }

  List<Part> operations() {
    return contract.operations().stream().map(o -> new Part(o, node(o))).toList();
  }

  private JsonNode node(Operation operation) {
    return document.path("paths").path(operation.path()).path(lower(operation.method()));
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }

  Map<String, JsonNode> schemas() {
    Map<String, JsonNode> schemas = new LinkedHashMap<>();
    document
        .at("/components/schemas")
        .properties()
        .forEach(s -> schemas.put(s.getKey(), s.getValue()));
    return schemas;
  }

  /**
   * Every property of every schema, by its place; a shared schema speaks for those that name it.
   */
  Map<String, JsonNode> properties() {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    schemas().forEach((name, schema) -> collect(name, schema, properties));
    return properties;
  }

  private void collect(String place, JsonNode schema, Map<String, JsonNode> properties) {
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      String below = place + "/" + property.getKey();
      properties.put(below, resolve(property.getValue()));
      collect(below, property.getValue(), properties);
    }
    schema.path("allOf").forEach(part -> collect(place, part, properties));
  }

  private JsonNode resolve(JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return ref.isEmpty() ? schema : document.at(JsonPointer.compile(ref.substring(1)));
  }

  /** Every example of requests and answers, by its place. */
  Map<String, JsonNode> examples() {
    Map<String, JsonNode> examples = new LinkedHashMap<>();
    for (Part part : operations()) {
      String id = part.operation().id();
      part.requests().forEach((name, e) -> examples.put(id + " request " + name, e));
      part.answers().forEach((name, e) -> examples.put(id + " answer " + name, e));
    }
    return examples;
  }

  static Map<String, JsonNode> named(JsonNode content) {
    Map<String, JsonNode> examples = new LinkedHashMap<>();
    content.path("examples").properties().forEach(e -> examples.put(e.getKey(), e.getValue()));
    return examples;
  }

  static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static ObjectNode operation(ObjectNode document, String id) {
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        if (operation.path("operationId").asText().equals(id)) {
          return (ObjectNode) operation;
        }
      }
    }
    throw new IllegalArgumentException("no operation " + id);
  }

  /** The examples that pages print of an operation's requests. */
  static ObjectNode requests(ObjectNode document, String id) {
    return (ObjectNode)
        operation(document, id).at("/requestBody/content/application~1json/examples");
  }

  /** The examples that pages print of an operation's answers. */
  static ObjectNode answers(ObjectNode document, String id) {
    return (ObjectNode)
        operation(document, id).at("/responses/200/content/application~1json/examples");
  }

  /** What is ours of an operation's cases. */
  static ObjectNode ours(ObjectNode document, String id) {
    return (ObjectNode) operation(document, id).at("/x-mock/cases");
  }

  /** What is ours of a case. */
  static ObjectNode ours(ObjectNode document, String id, String name) {
    return (ObjectNode) ours(document, id).path(name);
  }

  static ObjectNode schema(ObjectNode document, String name) {
    return (ObjectNode) document.at("/components/schemas").path(name);
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(text, malformed);
    }
  }
}
