package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.mock.conformance.Conversation.CONTRACT;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Violations in the members, codes and texts of documented responses and errors. */
final class ResponseMutations extends Mutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<Condition> ERRORS =
      List.of(
          Condition.TOKEN_MISSING,
          Condition.TOKEN_EXPIRED,
          Condition.DATE_SKEWED,
          Condition.SIGNATURE_MISSING,
          Condition.SIGNATURE_WRONG,
          Condition.PARAMETER_MISSING,
          Condition.PARAMETER_WRONG_TYPE,
          Condition.BODY_MALFORMED);

  /** A value of a response, and what else could stand there. */
  private record Edit(
      String operator, Predicate<JsonNode> applies, Function<JsonNode, JsonNode> change) {}

  private static final List<Edit> EDITS =
      List.of(
          new Edit("text-as-number", v -> isNumberText(v), v -> LongNode.valueOf(v.asLong())),
          new Edit("text-as-object", v -> isFilled(v), v -> NODES.objectNode().set("value", v)),
          new Edit("number-as-text", JsonNode::isNumber, v -> TextNode.valueOf(v.asText())),
          new Edit("boolean-as-text", JsonNode::isBoolean, v -> TextNode.valueOf(v.asText())),
          new Edit("object-as-array", JsonNode::isObject, v -> NODES.arrayNode().add(v)),
          new Edit("array-as-object", v -> v.isArray() && !v.isEmpty(), v -> v.get(0)),
          new Edit("object-as-text", JsonNode::isObject, v -> TextNode.valueOf(v.toString())),
          new Edit("null-member", v -> !v.isNull(), v -> NullNode.getInstance()),
          new Edit("empty-text", v -> isFilled(v), v -> TextNode.valueOf("")),
          new Edit("empty-object", v -> v.isObject() && !v.isEmpty(), v -> NODES.objectNode()),
          new Edit("empty-array", v -> v.isArray() && !v.isEmpty(), v -> NODES.arrayNode()),
          new Edit("other-value", v -> isFilled(v) || v.isNumber(), v -> other(v)),
          new Edit("boolean-flipped", JsonNode::isBoolean, v -> other(v)),
          new Edit("padded-text", v -> isFilled(v), v -> TextNode.valueOf(v.asText() + " ")),
          new Edit(
              "truncated-text",
              v -> v.isTextual() && v.asText().length() > 7,
              v -> TextNode.valueOf(v.asText().substring(0, v.asText().length() / 2))),
          new Edit(
              "leading-zero-lost",
              v -> v.isTextual() && v.asText().matches("0\\d+.*"),
              v -> TextNode.valueOf(v.asText().replaceFirst("^0+", ""))),
          new Edit("through-double", v -> !throughDouble(v).equals(v), v -> throughDouble(v)));

  ResponseMutations(Operation operation, Map<String, List<Mutation>> byOperator) {
    super(operation, byOperator);
  }

  void add() {
    for (Case documented : operation.cases()) {
      Map<JsonPointer, JsonNode> members = new LinkedHashMap<>();
      collect(JsonPointer.empty(), documented.response(), members);
      members.forEach((at, value) -> member(documented, at, value));
      sensitive(documented, members);
      codes(documented);
      otherCase(documented);
    }
    changesResponses(
        "success-flipped", "every response", r -> r.changed(ResponseMutations::flipSuccess));
    ERRORS.forEach(this::errors);
    operation.fields().stream()
        .map(Field::name)
        .filter(f -> !operation.missingFrom(Bodies.usual(operation).without(f)).isEmpty())
        .forEach(this::otherFieldNamed);
  }

  private static void collect(JsonPointer at, JsonNode node, Map<JsonPointer, JsonNode> members) {
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      members.put(at.appendProperty(member.getKey()), member.getValue());
      collect(at.appendProperty(member.getKey()), member.getValue(), members);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(at.appendIndex(i), node.get(i), members);
    }
  }

  private void edit(
      String operator, Case documented, JsonPointer at, BiConsumer<ObjectNode, String> edit) {
    String name = at.last().getMatchingProperty();
    Consumer<ObjectNode> change =
        body -> {
          if (body.at(at.head()) instanceof ObjectNode object && object.has(name)) {
            edit.accept(object, name);
          }
        };
    changesResponses(
        operator, documented.name() + " " + at, r -> r.is(documented) ? r.changed(change) : r);
  }

  private void member(Case documented, JsonPointer at, JsonNode value) {
    edit("drop-member", documented, at, (object, name) -> object.remove(name));
    edit("rename-member", documented, at, (o, name) -> o.set(name + "Renamed", o.remove(name)));
    EDITS.stream()
        .filter(edit -> edit.applies().test(value))
        .forEach(
            edit ->
                edit(
                    edit.operator(),
                    documented,
                    at,
                    (object, name) -> object.set(name, edit.change().apply(object.get(name)))));
  }

  /** One secret stands where another belongs: nothing shows either in clear. */
  private void sensitive(Case documented, Map<JsonPointer, JsonNode> members) {
    List<JsonPointer> sensitive =
        members.keySet().stream()
            .filter(at -> CONTRACT.sensitiveNames().contains(at.last().getMatchingProperty()))
            .filter(at -> members.get(at).isTextual())
            .toList();
    for (int i = 1; i < sensitive.size(); i++) {
      JsonNode before = members.get(sensitive.get(i - 1));
      if (!before.equals(members.get(sensitive.get(i)))) {
        edit(
            "sensitive-of-another", documented, sensitive.get(i), (o, name) -> o.set(name, before));
      }
    }
  }

  private void codes(Case documented) {
    String code = documented.code();
    Stream<String> nearby =
        code.matches("\\d{1,9}")
            ? IntStream.rangeClosed(1, 9).mapToObj(n -> "" + (Integer.parseInt(code) + n))
            : Stream.empty();
    Optional<String> relative =
        Stream.concat(CONTRACT.codes().names().stream().filter(c -> !c.equals(code)), nearby)
            .filter(other -> operation.familyOf(other) == operation.familyOf(code))
            .findFirst();
    Optional<String> stranger =
        CONTRACT.codes().names().stream()
            .filter(other -> operation.familyOf(other) != operation.familyOf(code))
            .findFirst();
    if (!code.isEmpty()) {
      JsonPointer at = JsonPointer.compile("/code");
      relative.ifPresent(
          c -> edit("other-code-of-the-family", documented, at, (o, name) -> o.put(name, c)));
      stranger.ifPresent(
          c -> edit("code-of-another-family", documented, at, (o, name) -> o.put(name, c)));
    }
  }

  private void otherCase(Case documented) {
    List<Case> cases = operation.cases();
    Case next = cases.get((cases.indexOf(documented) + 1) % cases.size());
    if (!next.response().equals(documented.response())) {
      changesResponses(
          "other-case",
          documented.name() + " as " + next.name(),
          r -> r.is(documented) ? Response.of(next) : r);
    }
  }

  private void errors(Condition when) {
    errors("error-with-data", when, body -> body.set("data", Request.parsed("{\"x\":1}")));
    errors("error-with-success-flipped", when, ResponseMutations::flipSuccess);
    errors("error-with-code-as-number", when, b -> b.put("code", b.path("code").asInt()));
    errors("error-without-text", when, body -> body.putNull("message"));
    errors("error-of-other-text", when, b -> b.put("message", b.path("message").asText() + "."));
    errors("error-without-request-id", when, b -> b.remove(List.of("reqId", "req_id")));
    errors(
        "error-with-empty-request-id",
        when,
        b -> Expected.requestIds(b).forEach(id -> b.put(id, "")));
  }

  /** An error that cannot occur is no place; nor is a request id that it does not have. */
  private void errors(String operator, Condition when, Consumer<ObjectNode> edit) {
    boolean ofBody = ERRORS.indexOf(when) >= ERRORS.indexOf(Condition.PARAMETER_MISSING);
    boolean comes = ofBody ? !operation.fields().isEmpty() : operation.signed();
    boolean missing = operation.fields().stream().anyMatch(Field::required);
    ObjectNode form = (ObjectNode) error(when).json();
    boolean has = !operator.contains("request-id") || !ofBody || hasRequestId(form);
    if (comes && has && (when != Condition.PARAMETER_MISSING || missing)) {
      changesResponses(operator, when.key(), r -> r.isFor(operation, when) ? r.changed(edit) : r);
    }
  }

  private static boolean hasRequestId(ObjectNode form) {
    return !Expected.requestIds(form).isEmpty() || !form.has("success");
  }

  private void otherFieldNamed(String field) {
    add(
        "other-field-named",
        field,
        (request, server) -> {
          Response response = server.honestly(request).response();
          return response.succeeds(operation) || request.json().has(field)
              ? response
              : response.changed(body -> rename(body, field));
        });
  }

  private static void rename(ObjectNode body, String field) {
    body.put("message", body.path("message").asText().replace(field, "version"));
  }

  private static void flipSuccess(ObjectNode body) {
    body.put("success", !body.path("success").asBoolean());
  }

  private static boolean isFilled(JsonNode value) {
    return value.isTextual() && !value.asText().isEmpty();
  }

  private static boolean isNumberText(JsonNode value) {
    return value.isTextual() && value.asText().matches("[1-9]\\d{0,17}");
  }

  /** Returns another value that looks alike. */
  static JsonNode other(JsonNode value) {
    if (value.isNumber()) {
      return LongNode.valueOf(value.asLong() + 1);
    }
    return value.isBoolean()
        ? Request.parsed(value.asBoolean() ? "false" : "true")
        : TextNode.valueOf(Bodies.otherEnd(value.asText()));
  }

  static JsonNode throughDouble(JsonNode value) {
    if (!value.isIntegralNumber() && !value.asText().matches("[1-9]\\d{0,30}")) {
      return value;
    }
    String lost = new BigDecimal(Double.toString(value.asDouble())).toBigInteger().toString();
    return value.isTextual() ? TextNode.valueOf(lost) : Request.parsed(lost);
  }
}
