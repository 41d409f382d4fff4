package io.github.qxylogin.contracttests.drift.overlay;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Redaction;
import io.github.qxylogin.contract.SchemaView;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.judge.BodySchemas;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.text.Discretion;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Suggests an example of each answer that no documented case looks like: its form, with documented
 * or masked values, and a request that gets it from the mock server.
 */
final class ExampleEdits {
  private static final JsonPointer CASES = JsonPointer.compile("/x-mock/cases");

  private final Discretion discretion;
  private final Edits edits;
  private final Contract edited;
  private final BodySchemas schemas;
  private final Set<String> names = new HashSet<>();

  /** Suggests examples that fit the contract as it is with the edits so far. */
  ExampleEdits(Discretion discretion, Edits edits) {
    this.discretion = discretion;
    this.edits = edits;
    this.edited = edits.edited();
    this.schemas = new BodySchemas(edited, new Masking(edited));
  }

  void suggest(Operation documented, DriftFinding finding, String about) {
    Operation operation = edited.operation(documented.id());
    JsonPointer cases = Contract.place(operation).append(CASES);
    if (finding.form().depth() > MemberEdits.DEEPEST) {
      edits.byHand(about, "an example that is nested too deeply is not written", cases, List.of());
      return;
    }
    JsonNode answer = answer(operation, finding.soundest().answer().orElseThrow());
    String code = answer.path(Envelope.CODE).asText();
    if (finding.isOfBrokenCalls()
        || !operation.lists(code)
        || (operation.familyOf(code) == Family.OK && operation.outcomeOf(answer).isEmpty())
        || schemas.response(operation, answer).stream().anyMatch(Finding::breaking)) {
      String why =
          "an example that does not fit the schema, or has a code of no family, is not written";
      edits.byHand(about, why, cases, List.of());
      return;
    }
    String name = name(operation, code);
    ObjectNode example = JsonNodeFactory.instance.objectNode();
    if (!operation.fields().isEmpty()) {
      Optional<ObjectNode> request = request(operation, name);
      if (request.isEmpty()) {
        edits.byHand(about, "no request can be made up for an example", cases, List.of());
        return;
      }
      example.set("request", request.get());
    } else if (operation.familyOf(code) != Family.OK) {
      edits.byHand(about, "no request could get an example, for it has no field", cases, List.of());
      return;
    }
    example
        .putObject("answer")
        .put("summary", "Seen in answers, in no document")
        .set("value", answer);
    edits.put(about, finding.kind().words(), cases, name, example);
  }

  private String name(Operation operation, String code) {
    String name = "seen-" + code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    int number = 1;
    String free = name;
    while (operation.findCase(free).isPresent() || !names.add(operation.id() + " " + free)) {
      number++;
      free = name + "-" + number;
    }
    return free;
  }

  /** Returns the answer with its code and text, and no other value of its own. */
  private JsonNode answer(Operation operation, JsonNode seen) {
    JsonNode example = replaced(operation, seen, JsonPointer.empty());
    if (example instanceof ObjectNode object) {
      object.set(Envelope.CODE, seen.path(Envelope.CODE));
      for (String name : Envelope.TEXTS) {
        if (seen.path(name).isTextual()) {
          object.put(
              name, discretion.wholeText(seen.path(name).textValue()).orElse(DriftOverlay.UNSEEN));
        }
      }
    }
    return example;
  }

  private JsonNode replaced(Operation operation, JsonNode seen, JsonPointer at) {
    if (seen.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> member : seen.properties()) {
        String name = discretion.name(member.getKey());
        object.set(name, replaced(operation, member.getValue(), at.appendProperty(name)));
      }
      return object;
    }
    if (seen.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      if (!seen.isEmpty()) {
        array.add(replaced(operation, seen.get(0), at.appendIndex(0)));
      }
      return array;
    }
    return documented(operation, seen, at).orElseGet(() -> masked(seen));
  }

  /** Returns the value that a case documents for a place, if it is of the same type. */
  private static Optional<JsonNode> documented(Operation operation, JsonNode seen, JsonPointer at) {
    if (isTold(seen)) {
      return Optional.of(seen);
    }
    return operation.cases().stream()
        .map(documented -> documented.answer().at(at))
        .filter(value -> JsonType.of(value).equals(JsonType.of(seen)) && !isTold(value))
        .findFirst();
  }

  /** Returns whether a value tells nothing but its form. */
  private static boolean isTold(JsonNode value) {
    return JsonType.saysNothing(value) || value.isBoolean();
  }

  private static JsonNode masked(JsonNode seen) {
    return seen.isNumber() ? IntNode.valueOf(0) : TextNode.valueOf(Redaction.MASK);
  }

  /**
   * Returns a request that no other case has, and that has the magic value of none: the usual one
   * with a made-up value, by which the mock server tells it; nothing if no field takes such a
   * value.
   */
  private Optional<ObjectNode> request(Operation operation, String name) {
    SchemaView schema = edited.requestSchema(operation);
    for (Field field : textsFirst(operation)) {
      ObjectNode body = UsualBody.of(operation);
      JsonNode made = made(body.path(field.name()), name);
      boolean free =
          schema
              .member(field.name())
              .filter(s -> s.wrongForm(made.asText()).isEmpty() && s.values().isEmpty())
              .isPresent();
      if (free && !made.isNull() && field.publicKey() == null) {
        body.set(field.name(), made);
        if (operation.cases().stream().noneMatch(other -> collides(other, field, body))) {
          return Optional.of(request(field, body));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Field> textsFirst(Operation operation) {
    JsonNode usual = UsualBody.of(operation);
    return operation.fields().stream()
        .sorted(Comparator.comparing(field -> !usual.path(field.name()).isTextual()))
        .toList();
  }

  /** Returns a value of the type of a usual one, if that is of a type that may be magic. */
  private static JsonNode made(JsonNode usual, String name) {
    if (usual.isIntegralNumber()) {
      String digits = name.replaceAll("[^0-9]", "");
      return digits.isEmpty() || digits.length() > 9
          ? NullNode.getInstance()
          : IntNode.valueOf(Integer.parseInt(digits));
    }
    return usual.isTextual() ? TextNode.valueOf(name) : NullNode.getInstance();
  }

  private static boolean collides(Case other, Field field, JsonNode body) {
    boolean hasTheValue =
        other.request() != null
            && other.request().path(field.name()).asText().equals(body.path(field.name()).asText());
    return hasTheValue || other.isSelectedBy(body);
  }

  private static ObjectNode request(Field field, JsonNode body) {
    ObjectNode request =
        JsonNodeFactory.instance
            .objectNode()
            .put("summary", "A value that is always told what was seen");
    request.putArray("magic").add(field.name());
    return request.set("value", body);
  }
}
