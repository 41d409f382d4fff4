package io.github.qxylogin.mock.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Creates tools from the operations of an OpenAPI document. */
final class ControlDocument {
  /** A parameter that no tool has: an assistant sends the results of a tool to another machine. */
  static final String UNMASKING = "masked";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode document;
  private final Texts texts;

  /**
   * An operation with one flat object as its input: its parameters, and the members of its body.
   * Assistants take no alternatives at the root of a schema.
   */
  record Operation(
      String id, String method, String path, String summary, String description, ObjectNode input) {
    boolean reads() {
      return method.equals("GET");
    }
  }

  ControlDocument(JsonNode document, Texts texts) {
    this.document = document;
    this.texts = texts;
  }

  Operation operation(String id) {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode operation = method.getValue();
        if (operation.path("operationId").asText().equals(id)) {
          return new Operation(
              id,
              method.getKey().toUpperCase(Locale.ROOT),
              path.getKey(),
              texts.of(operation.path("summary").asText()),
              texts.of(operation.path("description").asText()),
              input(path.getValue(), operation));
        }
      }
    }
    throw new IllegalStateException("control.yaml has no operation " + id);
  }

  private ObjectNode input(JsonNode path, JsonNode operation) {
    ObjectNode input = JSON.objectNode().put("type", "object");
    ObjectNode properties = input.putObject("properties");
    ArrayNode required = input.putArray("required");
    for (JsonNode parameters : List.of(path.path("parameters"), operation.path("parameters"))) {
      for (JsonNode parameter : parameters) {
        String name = parameter.path("name").asText();
        ObjectNode schema = properties.putObject(name);
        schema.setAll((ObjectNode) resolved(parameter.path("schema")));
        schema.put("description", texts.of(parameter.path("description").asText()));
        if (parameter.path("required").asBoolean()) {
          required.add(name);
        }
      }
    }
    properties.remove(UNMASKING);
    JsonNode body = resolved(operation.at("/requestBody/content/application~1json/schema"));
    addMembers(body, properties);
    body.path("required").forEach(required::add);
    return input;
  }

  /** Of two alternatives with the same member, the later one explains it, unless it forbids it. */
  private static void addMembers(JsonNode schema, ObjectNode properties) {
    schema.path("properties").properties().stream()
        .filter(member -> member.getValue().isObject())
        .forEach(member -> properties.set(member.getKey(), member.getValue()));
    for (String keyword : List.of("oneOf", "anyOf")) {
      schema.path(keyword).forEach(part -> addMembers(part, properties));
    }
  }

  /** Returns a schema without references and allOf, in the language of the texts. */
  private JsonNode resolved(JsonNode schema) {
    if (schema.has("$ref")) {
      return resolved(document.at(schema.get("$ref").asText().substring(1)));
    }
    if (schema.isArray()) {
      ArrayNode elements = JSON.arrayNode();
      schema.forEach(element -> elements.add(resolved(element)));
      return elements;
    }
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode members = JSON.objectNode();
    schema
        .properties()
        .forEach(member -> members.set(member.getKey(), resolved(member.getValue())));
    if (members.path("description").isTextual()) {
      members.put("description", texts.of(members.get("description").asText()));
    }
    JsonNode parts = members.path("allOf");
    members.remove("allOf");
    parts.forEach(
        part -> part.properties().forEach(m -> members.putIfAbsent(m.getKey(), m.getValue())));
    return members;
  }
}
