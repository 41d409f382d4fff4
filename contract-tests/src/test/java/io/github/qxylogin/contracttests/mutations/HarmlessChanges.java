package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes that the contract allows: a caller who relies on it alone does not notice. */
final class HarmlessChanges {
  private HarmlessChanges() {}

  static List<Operator> all() {
    return List.of(
        members("unknown-member", body -> body.put("traceId", "0af7651916cd43dd")),
        members("unknown-object", body -> body.putObject("page").put("total", 1)),
        members("unknown-member-deeper", body -> inner(body, o -> o.put("version", 3))),
        members("other-wording", HarmlessChanges::reword),
        members("members-reversed", HarmlessChanges::reverse),
        Operator.harmless("other-request-id-spelling", HarmlessChanges::respelt),
        members("null-for-empty-text", HarmlessChanges::nullForEmpty),
        Operator.harmless("unknown-field-rejected", HarmlessChanges::rejectsUnknown),
        Operator.harmless("other-documented-type-rejected", RequestMutations::rejectsOtherType),
        responses("spaced-out", HarmlessChanges::indented),
        responses("newline-at-the-end", a -> a.withText(text -> text + "\r\n")),
        responses("escaped-text", a -> a.withText(HarmlessChanges::escaped)),
        responses("slashes-escaped", a -> a.withText(text -> text.replace("/", "\\/"))),
        responses("unknown-header", a -> a.withHeader("X-Trace-Id", "0af7651916cd43dd")),
        responses("cookie-header", a -> a.withHeader("Set-Cookie", "route=1; Path=/")),
        responses("cache-header", a -> a.withHeader("Cache-Control", "no-store")),
        responses("charset-in-lower-case", a -> a.withMediaType("application/json; charset=utf-8")),
        responses("charset-unsaid", a -> a.withMediaType("application/json")),
        responses(
            "media-type-in-capitals", a -> a.withMediaType("Application/JSON;charset=UTF-8")));
  }

  /** No page says what results from a field that none documents. */
  private static Stream<Place> rejectsUnknown(Contract contract, Operation operation) {
    List<String> known = operation.fields().stream().map(Field::name).toList();
    Mutation rejecting =
        (call, server) -> {
          ProxiedResponse response = server.response(call);
          return call.json().properties().stream()
              .map(Map.Entry::getKey)
              .filter(name -> response.succeeds(operation) && !known.contains(name))
              .findFirst()
              .map(name -> Rejected.parameter(contract, operation, name))
              .orElse(response);
        };
    return known.isEmpty() ? Stream.empty() : Stream.of(Place.of("every unknown field", rejecting));
  }

  private static Operator members(String name, Consumer<ObjectNode> change) {
    return responses(name, response -> response.changed(change));
  }

  private static Operator responses(String name, UnaryOperator<ProxiedResponse> change) {
    return Operator.harmless(
        name,
        (contract, operation) ->
            Stream.of(Place.of("every response", Mutation.ofResponses(change))));
  }

  private static void inner(JsonNode node, Consumer<ObjectNode> change) {
    for (JsonNode child : node) {
      if (child instanceof ObjectNode object) {
        change.accept(object);
      }
      inner(child, change);
    }
  }

  /** Keeps the names of fields, which only the text has. */
  private static void reword(ObjectNode body) {
    Envelope.TEXTS.stream()
        .filter(name -> body.path(name).isTextual())
        .forEach(name -> body.put(name, "（" + body.path(name).asText() + "）"));
  }

  private static void reverse(ObjectNode body) {
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    Collections.reverse(names);
    names.forEach(name -> body.set(name, body.remove(name)));
  }

  private static Stream<Place> respelt(Contract contract, Operation operation) {
    Mutation respelling =
        Mutation.ofResponses(response -> response.changed(HarmlessChanges::respell));
    return Stream.of(Place.of("every response", respelling)).filter(place -> mayRespell(operation));
  }

  /** Some responses need a spelling that their pages print, and may not have the other. */
  static boolean mayRespell(Operation operation) {
    Set<String> needed =
        operation.responseSchema().said("anyOf").stream()
            .flatMap(sets -> sets.list().stream())
            .flatMap(set -> set.texts("required").stream())
            .filter(Envelope.REQUEST_ID::contains)
            .collect(Collectors.toSet());
    return needed.size() != 1;
  }

  static void respell(ObjectNode body) {
    List<String> spellings = Envelope.REQUEST_ID;
    spellings.stream()
        .filter(body::has)
        .findFirst()
        .ifPresent(name -> body.set(spellings.get(1 - spellings.indexOf(name)), body.remove(name)));
  }

  private static void nullForEmpty(ObjectNode body) {
    body.properties().stream()
        .filter(member -> member.getValue().equals(TextNode.valueOf("")))
        .forEach(member -> member.setValue(NullNode.getInstance()));
  }

  private static ProxiedResponse indented(ProxiedResponse response) {
    return response.withText(
        text -> response.json().isMissingNode() ? text : response.json().toPrettyString());
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(c -> c < 128 ? "" + (char) c : "\\u%04x".formatted(c))
        .collect(Collectors.joining());
  }
}
