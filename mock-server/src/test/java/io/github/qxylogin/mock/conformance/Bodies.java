package io.github.qxylogin.mock.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Bodies of requests, and what can be done to their fields. */
final class Bodies {
  private static final int DIGITS = 10;

  private Bodies() {}

  /** Returns the body that gets an operation's usual success. */
  static ObjectNode usual(Operation operation) {
    JsonNode usual = operation.firstSuccess().request();
    return usual == null ? JsonNodeFactory.instance.objectNode() : usual.deepCopy();
  }

  static Optional<Field> field(Operation operation, String name) {
    return operation.fields().stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** Returns a field's values in the requests that the contract prints. */
  static Stream<JsonNode> documented(Operation operation, String field) {
    return operation.cases().stream()
        .flatMap(documented -> Stream.ofNullable(documented.request()))
        .map(request -> request.path(field))
        .filter(value -> !value.isMissingNode());
  }

  static List<Case> successes(Operation operation) {
    return operation.cases().stream().filter(c -> c.family() == Family.OK).toList();
  }

  static List<Case> documentedSuccesses(Operation operation) {
    return successes(operation).stream().filter(c -> c.request() != null).toList();
  }

  /** Puts a person's digits into the identity fields. */
  static void fill(Operation operation, ObjectNode body, String digits) {
    for (String field : identifying(operation)) {
      JsonNode value = body.path(field);
      if (value.isTextual()) {
        body.put(field, withEnd(value.asText(), digits));
      } else if (value.isIntegralNumber()) {
        body.put(field, Long.parseLong(withEnd(value.asText(), digits)));
      }
    }
    operation.inFlow(Flow::entity).stream()
        .flatMap(entity -> entity.distinct().stream())
        .forEach(field -> body.put(field, body.path(field).asText() + digits));
  }

  /** A field with listed values, such as a region, identifies nobody. */
  private static Set<String> identifying(Operation operation) {
    Set<String> fields = new LinkedHashSet<>();
    operation.inFlow(Flow::identity).ifPresent(fields::addAll);
    operation.inFlow(Flow::person).ifPresent(fields::addAll);
    operation.inFlow(Flow::mobile).ifPresent(fields::add);
    operation.fields().stream()
        .filter(field -> !field.names().isEmpty())
        .forEach(described -> fields.remove(described.name()));
    return fields;
  }

  private static String withEnd(String value, String digits) {
    int kept = Math.max(Math.min(1, value.length()), value.length() - DIGITS);
    return value.substring(0, kept) + digits.substring(DIGITS - (value.length() - kept));
  }

  /** Sets a field, as the type that it takes: pages differ in that of an id. */
  static void put(ObjectNode body, Operation operation, String name, JsonNode value) {
    JsonNode text = TextNode.valueOf(value.asText());
    JsonNode number = Request.parsed(value.asText());
    body.set(
        name,
        field(operation, name).stream()
            .flatMap(field -> Stream.of(value, text, number).filter(field::accepts))
            .findFirst()
            .orElse(value));
  }

  /** Returns a value as the JSON type of a documented one. */
  static JsonNode like(JsonNode documented, JsonNode value) {
    if (documented.isTextual()) {
      return TextNode.valueOf(value.asText());
    }
    if (documented.isBoolean() && value.isTextual()) {
      return BooleanNode.valueOf(value.asBoolean());
    }
    return documented.isIntegralNumber() && value.isTextual()
        ? LongNode.valueOf(value.asLong())
        : value;
  }

  /** Returns the fields that a call hands on; nothing if its response has none. */
  static Optional<ObjectNode> handedOn(Link link, JsonNode request, JsonNode response) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Link.Source> field : link.fields().entrySet()) {
      if (field.getValue() instanceof Link.Source.Place place) {
        JsonNode value = (place.inResponse() ? response : request).at(place.at());
        if (!value.isMissingNode() && !value.isNull()) {
          body.set(field.getKey(), value);
        } else if (place.inResponse()) {
          return Optional.empty();
        }
      } else if (field.getValue() instanceof Link.Source.Constant constant) {
        body.set(field.getKey(), constant.value());
      }
    }
    return Optional.of(body);
  }

  /** Returns the fields of the taxpayer of a login. */
  static List<String> forWhom(Operation issue) {
    return issue.flow().identity().stream()
        .filter(f -> !issue.flow().person().contains(f))
        .toList();
  }

  /** Returns the fields of the person of a login, if the request names no account. */
  static List<String> person(Operation issue) {
    List<String> person = issue.flow().person();
    return person.stream().allMatch(name -> field(issue, name).isPresent()) ? person : List.of();
  }

  static String otherEnd(String value) {
    if (value.isEmpty()) {
      return "1";
    }
    int last = value.length() - 1;
    return value.substring(0, last) + (value.charAt(last) == '1' ? '2' : '1');
  }

  static String otherStart(String value) {
    return (value.startsWith("1") ? "2" : "1") + value.substring(1);
  }

  /** Leaves the leading zeros of a code out, or makes it longer if it has none. */
  static String withoutZeros(String value) {
    String shorter = value.replaceFirst("^0+(?=.)", "");
    return shorter.equals(value) ? value + "1" : shorter;
  }

  /** Returns a value that the contract describes and that is not the usual one, if it does. */
  static String another(Operation operation, String name, String usual) {
    return field(operation, name).stream()
        .flatMap(field -> field.names().keySet().stream())
        .filter(value -> !value.equals(usual))
        .sorted()
        .findFirst()
        .orElseGet(() -> otherEnd(usual));
  }
}
