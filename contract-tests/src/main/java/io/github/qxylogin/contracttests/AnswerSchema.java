package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells which schemas describe a place of an answer, whatever they are made of. */
final class AnswerSchema {
  private final JsonNode document;

  AnswerSchema(Contract contract) {
    this.document = contract.document();
  }

  /** Returns what describes the whole answer of an operation. */
  List<JsonNode> of(Operation operation) {
    return parts(document.at(operation.responseSchema())).toList();
  }

  /** Returns what describes a member of what these schemas describe. */
  List<JsonNode> member(List<JsonNode> schemas, String name) {
    return schemas.stream().flatMap(schema -> named(schema, name)).flatMap(this::parts).toList();
  }

  /** Returns what describes the elements of what these schemas describe. */
  List<JsonNode> elements(List<JsonNode> schemas) {
    return schemas.stream()
        .map(schema -> schema.path("items"))
        .filter(JsonNode::isObject)
        .flatMap(this::parts)
        .toList();
  }

  /**
   * Returns whether the schema lists what an object must have, and a member is not among it. Of the
   * outermost members every schema lists the fewest that any answer has, which says nothing.
   */
  boolean leavesOut(Operation operation, JsonPointer member) {
    if (member.tail().matches()) {
      return false;
    }
    List<JsonNode> schemas = of(operation);
    JsonPointer place = member;
    for (; !place.tail().matches(); place = place.tail()) {
      schemas =
          place.getMatchingIndex() < 0
              ? member(schemas, place.getMatchingProperty())
              : elements(schemas);
    }
    List<String> required =
        schemas.stream().flatMap(s -> list(s.path("required"))).map(JsonNode::asText).toList();
    return !required.isEmpty() && !required.contains(place.getMatchingProperty());
  }

  private Stream<JsonNode> parts(JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return Stream.of(
            Stream.of(schema),
            ref.isEmpty() ? Stream.<JsonNode>empty() : parts(document.at(ref.substring(1))),
            list(schema.path("allOf")).flatMap(this::parts))
        .flatMap(part -> part);
  }

  private static Stream<JsonNode> named(JsonNode schema, String name) {
    return Stream.of(schema.path("properties").path(name)).filter(JsonNode::isObject);
  }

  /** Returns the elements of an array; none of anything else. */
  static Stream<JsonNode> list(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    if (array.isArray()) {
      array.forEach(elements::add);
    }
    return elements.stream();
  }
}
