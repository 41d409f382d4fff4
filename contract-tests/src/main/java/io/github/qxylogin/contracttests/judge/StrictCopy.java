package io.github.qxylogin.contracttests.judge;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The contract's document with schemas that take only what they tell of: each value that has
 * members may have no others, and one with described values ({@code x-values}) none but these and
 * those that an example prints.
 */
final class StrictCopy {
  private static final String PROPERTIES = "properties";

  private final ObjectNode document;
  private final PrintedValues printed;

  private StrictCopy(Contract contract) {
    document = contract.document().deepCopy();
    printed = new PrintedValues(contract);
  }

  static JsonNode of(Contract contract) {
    StrictCopy copy = new StrictCopy(contract);
    copy.closeBelow(copy.document, "");
    ObjectNode bodies = copy.document.putObject("bodies");
    for (Operation operation : contract.operations()) {
      ObjectNode of = bodies.putObject(operation.id());
      copy.addBody(of.putObject("answer"), operation.responseSchema());
      copy.addBody(of.putObject("request"), request(operation));
    }
    return copy.document;
  }

  private void addBody(ObjectNode body, String schema) {
    if (!document.at(schema).isMissingNode()) {
      close(body.put("$ref", "#" + schema), "");
    }
  }

  /** Returns where the contract has the schema of an operation's request. */
  static String request(Operation operation) {
    return Contract.place(operation) + "/requestBody/content/application~1json/schema";
  }

  static String strictAnswer(Operation operation) {
    return "/bodies/" + operation.id() + "/answer";
  }

  static String strictRequest(Operation operation) {
    return "/bodies/" + operation.id() + "/request";
  }

  /** A schema is closed where a value has it, not where others join it with more members. */
  private void closeBelow(JsonNode node, String name) {
    for (Map.Entry<String, JsonNode> member : node.path(PROPERTIES).properties()) {
      close(member.getValue(), member.getKey());
    }
    close(node.path("items"), name);
    node.properties().forEach(m -> closeBelow(m.getValue(), m.getKey()));
    if (node.isArray()) {
      node.forEach(element -> closeBelow(element, name));
    }
  }

  private void close(JsonNode schema, String name) {
    if (!(schema instanceof ObjectNode value)) {
      return;
    }
    List<JsonNode> parts = parts(schema).toList();
    if (parts.stream().anyMatch(part -> part.has(PROPERTIES))) {
      ObjectNode own = value.withObjectProperty(PROPERTIES);
      parts.stream()
          .flatMap(part -> part.path(PROPERTIES).properties().stream())
          .map(Map.Entry::getKey)
          .filter(member -> !own.has(member))
          .toList()
          .forEach(member -> own.put(member, true));
      value.put("additionalProperties", false);
    }
    if (parts.stream().anyMatch(part -> part.has("x-values"))) {
      ArrayNode values = value.putArray("enum").addNull();
      parts.stream().flatMap(StrictCopy::described).forEach(told -> add(told, values));
      printed.of(name).forEach(told -> add(told, values));
    }
  }

  /** Returns the schemas that a schema is made of: itself, what it refers to and what it joins. */
  private Stream<JsonNode> parts(JsonNode schema) {
    Stream<JsonNode> referred =
        schema.has("$ref")
            ? parts(document.at(JsonPointer.compile(schema.path("$ref").asText().substring(1))))
            : Stream.empty();
    Stream<JsonNode> joined = schema.path("allOf").valueStream().flatMap(this::parts);
    return Stream.of(Stream.of(schema), referred, joined).flatMap(part -> part);
  }

  private static Stream<String> described(JsonNode schema) {
    return schema
        .path("x-values")
        .valueStream()
        .flatMap(told -> Stream.of(told.path("value"), told.path("code")))
        .filter(width -> !width.isMissingNode())
        .map(JsonNode::asText);
  }

  /** Pages print the same value as a text and as a number; which may come the type tells. */
  private static void add(String value, ArrayNode values) {
    values.add(TextNode.valueOf(value));
    if (value.matches("-?(0|[1-9][0-9]*)")) {
      values.add(new BigDecimal(value).toBigIntegerExact());
    }
  }

  /** The values that the contract's examples print, by the name of their member. */
  private static final class PrintedValues {

    private final Map<String, Set<String>> values = new HashMap<>();

    PrintedValues(Contract contract) {
      for (Operation operation : contract.operations()) {
        for (Case documented : operation.cases()) {
          collect(documented.answer());
          if (documented.request() != null) {
            collect(documented.request());
          }
        }
      }
    }

    private void collect(JsonNode node) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        values
            .computeIfAbsent(member.getKey(), name -> new HashSet<>())
            .add(member.getValue().asText());
      }
      node.forEach(this::collect);
    }

    /** Returns the values that a member of a name has in examples, as texts. */
    Set<String> of(String name) {
      return values.getOrDefault(name, Set.of());
    }
  }
}
