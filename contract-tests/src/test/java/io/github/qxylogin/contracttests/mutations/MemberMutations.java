package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Mutations of one member of one documented response. */
final class MemberMutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private MemberMutations() {}

  static List<Operator> all() {
    return List.of(
        edits("drop-member", m -> true, ObjectNode::remove),
        edits(
            "rename-member",
            m -> true,
            (object, name) -> object.set(name + "Renamed", object.remove(name))),
        values("text-as-number", MemberMutations::isNumberText, v -> LongNode.valueOf(v.asLong())),
        values(
            "text-as-object", MemberMutations::isFilled, v -> NODES.objectNode().set("value", v)),
        values("number-as-text", JsonNode::isNumber, v -> TextNode.valueOf(v.asText())),
        values("boolean-as-text", JsonNode::isBoolean, v -> TextNode.valueOf(v.asText())),
        values(
            "boolean-as-number", JsonNode::isBoolean, v -> LongNode.valueOf(v.asBoolean() ? 1 : 0)),
        values("object-as-array", JsonNode::isObject, v -> NODES.arrayNode().add(v)),
        values("array-as-object", v -> v.isArray() && !v.isEmpty(), v -> v.get(0)),
        values("object-as-text", JsonNode::isObject, v -> TextNode.valueOf(v.toString())),
        values(
            "null-member",
            v -> !v.isNull() && !v.equals(TextNode.valueOf("")),
            v -> NullNode.getInstance()),
        values("empty-text", MemberMutations::isFilled, v -> TextNode.valueOf("")),
        values("empty-object", v -> v.isObject() && !v.isEmpty(), v -> NODES.objectNode()),
        values("other-text", MemberMutations::isFilled, MemberMutations::other),
        values("boolean-flipped", JsonNode::isBoolean, MemberMutations::other),
        values("padded-text", MemberMutations::isFilled, v -> TextNode.valueOf(v.asText() + " ")));
  }

  /** Takes every value but texts for people, which differ harmlessly. */
  private static Operator values(
      String name, Predicate<JsonNode> applies, Function<JsonNode, JsonNode> change) {
    return edits(
        name,
        member -> !member.isText() && applies.test(member.value()),
        (object, member) -> object.set(member, change.apply(object.get(member))));
  }

  private static Operator edits(
      String name, Predicate<Member> applies, BiConsumer<ObjectNode, String> edit) {
    return Operator.mutation(name, (contract, operation) -> ofCases(operation, applies, edit));
  }

  private static Stream<Place> ofCases(
      Operation operation, Predicate<Member> applies, BiConsumer<ObjectNode, String> edit) {
    return operation.cases().stream()
        .flatMap(
            documented ->
                Member.of(documented.response())
                    .filter(applies)
                    .map(member -> place(documented, member, edit)));
  }

  private static Place place(Case documented, Member member, BiConsumer<ObjectNode, String> edit) {
    return Place.of(
        documented.name() + " " + member.at(),
        Mutation.ofResponses(
            response ->
                response.is(documented)
                    ? response.changed(body -> edit(body, member, edit))
                    : response));
  }

  private static void edit(ObjectNode body, Member member, BiConsumer<ObjectNode, String> edit) {
    if (!(body.at(member.at().head()) instanceof ObjectNode object)) {
      return;
    }
    String name =
        member.at().head().matches() ? Envelope.nameIn(body, member.name()) : member.name();
    if (object.has(name)) {
      edit.accept(object, name);
    }
  }

  private static boolean isFilled(JsonNode value) {
    return value.isTextual() && !value.asText().isEmpty();
  }

  private static boolean isNumberText(JsonNode value) {
    return value.isTextual() && value.asText().matches("[1-9]\\d{0,17}");
  }

  /** A double prints the digits that distinguish it from its neighbours, and zeros after them. */
  static JsonNode throughDouble(JsonNode value) {
    BigInteger lost = new BigDecimal(Double.toString(value.asDouble())).toBigInteger();
    if (lost.toString().equals(value.asText())) {
      lost = new BigDecimal(value.asDouble()).toBigInteger();
    }
    return value.isTextual() ? TextNode.valueOf(lost.toString()) : BigIntegerNode.valueOf(lost);
  }

  /** Returns another value that looks alike. */
  static JsonNode other(JsonNode value) {
    if (value.isBoolean()) {
      return BooleanNode.valueOf(!value.asBoolean());
    }
    String text = value.asText();
    int end = Math.max(0, text.length() - 1);
    return TextNode.valueOf(text.substring(0, end) + (text.endsWith("1") ? '2' : '1'));
  }
}
