package io.github.qxylogin.contracttests.drift.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.drift.Discretion;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an example of an answer that was seen: its form, with documented or masked values. */
final class SeenExample {

  private final Operation operation;
  private final Contract contract;
  private final Discretion discretion;

  SeenExample(Operation operation, Contract contract, Discretion discretion) {
    this.operation = operation;
    this.contract = contract;
    this.discretion = discretion;
  }

  /** Returns the answer with its code and text, and no other value of its own. */
  JsonNode answer(JsonNode seen) {
    JsonNode example = replaced(seen, "");
    if (example instanceof ObjectNode object) {
      object.set(Envelope.CODE, seen.path(Envelope.CODE));
      for (String name : Envelope.TEXTS) {
        if (seen.path(name).isTextual()) {
          String text = seen.path(name).textValue();
          object.put(name, discretion.isPrinted(text) ? text : YamlText.UNSEEN);
        }
      }
    }
    return example;
  }

  private JsonNode replaced(JsonNode seen, String at) {
    if (seen.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : seen.properties()) {
        String name = discretion.name(member.getKey());
        object.set(name, replaced(member.getValue(), at + "/" + name));
      }
      return object;
    }
    if (seen.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      if (!seen.isEmpty()) {
        array.add(replaced(seen.get(0), at + "/0"));
      }
      return array;
    }
    return documented(seen, at).orElseGet(() -> masked(seen));
  }

  /** Returns the value that a case documents for a place, if it is of the same type. */
  private Optional<JsonNode> documented(JsonNode seen, String at) {
    if (isTold(seen)) {
      return Optional.of(seen);
    }
    return operation.cases().stream()
        .map(Case::answer)
        .map(answer -> at.contains("~") ? answer.path(at) : answer.at(at))
        .filter(value -> JsonType.of(value).equals(JsonType.of(seen)) && !isTold(value))
        .findFirst();
  }

  /** Returns whether a value tells nothing but its form. */
  private static boolean isTold(JsonNode value) {
    boolean empty = value.isTextual() && value.asText().isEmpty();
    return empty || value.isNull() || value.isBoolean();
  }

  private static JsonNode masked(JsonNode seen) {
    return seen.isNumber() ? IntNode.valueOf(0) : TextNode.valueOf(Redaction.MASK);
  }

  /**
   * Returns a case as it stands in a path's file: the answer, and a request that no other case has.
   * That is the usual one with a made-up value, by which the mock server tells it; nothing if no
   * field takes such a value.
   */
  Optional<List<String>> yaml(String name, JsonNode answer) {
    List<String> lines = new ArrayList<>(List.of(name + ":"));
    if (!operation.fields().isEmpty()) {
      Optional<List<String>> request = request(name);
      if (request.isEmpty()) {
        return Optional.empty();
      }
      lines.addAll(request.get());
    }
    lines.add("  answer:");
    lines.add("    summary: Seen in answers, in no document");
    addValue(lines, answer);
    return Optional.of(lines);
  }

  private Optional<List<String>> request(String value) {
    ObjectNode body = UsualBody.of(operation).deepCopy();
    SchemaView schema = contract.requestSchema(operation);
    for (Field field : operation.fields()) {
      Optional<SchemaView> of = schema.member(field.name());
      boolean free =
          of.filter(s -> s.wrongForm(value).isEmpty() && s.values().isEmpty()).isPresent();
      if (free && body.path(field.name()).isTextual() && field.publicKey() == null) {
        List<String> lines = new ArrayList<>();
        lines.add("  request:");
        lines.add("    summary: A value that is always told what was seen");
        lines.add("    magic: [" + field.name() + "]");
        addValue(lines, body.put(field.name(), value));
        return Optional.of(lines);
      }
    }
    return Optional.empty();
  }

  private static void addValue(List<String> lines, JsonNode value) {
    lines.add("    value:");
    YamlText.value(value).forEach(line -> lines.add("      " + line));
  }
}
