package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Mutations that accept a wrong request, or reject a right one. */
final class RequestMutations {
  private RequestMutations() {}

  static List<Operator> all() {
    return Stream.concat(ofTypes(), others()).toList();
  }

  private static Stream<Operator> ofTypes() {
    return Stream.of(WrongType.OBJECT, WrongType.ARRAY)
        .map(
            type ->
                Operator.mutation(
                    "accepts-" + type.key() + "-of-wrong-type",
                    (contract, operation) -> acceptsWrongType(operation, type)));
  }

  private static Stream<Operator> others() {
    return Stream.of(
        Operator.mutation("accepts-missing-field", RequestMutations::acceptsMissing),
        Operator.mutation("accepts-empty-field", RequestMutations::acceptsEmpty),
        accepts("accepts-malformed-json", call -> call.body().length > 0),
        accepts("accepts-empty-body", call -> call.body().length == 0),
        Operator.mutation(
            "rejects-without-optional-field", RequestMutations::rejectsWithoutOptional),
        Operator.mutation("rejects-documented-type", RequestMutations::rejectsType));
  }

  private static Stream<Place> acceptsMissing(Contract contract, Operation operation) {
    return accepts(
        operation,
        field -> isMissed(operation, field),
        (field, body) -> body.isObject() && !body.has(field.name()));
  }

  private static Stream<Place> acceptsEmpty(Contract contract, Operation operation) {
    TextNode empty = TextNode.valueOf("");
    return accepts(
        operation,
        field -> isMissed(operation, field) && field.accepts(empty),
        (field, body) -> body.path(field.name()).equals(empty));
  }

  private static Stream<Place> acceptsWrongType(Operation operation, WrongType type) {
    return accepts(
        operation,
        field -> WrongType.of(field).anyMatch(type::equals),
        (field, body) ->
            body.has(field.name())
                && !field.accepts(body.get(field.name()))
                && isA(type, body.get(field.name())));
  }

  private static boolean isA(WrongType type, JsonNode value) {
    return type == WrongType.OBJECT ? value.isObject() : value.isArray();
  }

  private static boolean isMissed(Operation operation, Field field) {
    ObjectNode without = ValidRequest.of(operation).deepCopy().without(field.name());
    return operation.missingFrom(without).contains(field);
  }

  /** Returns the response to a faulty call as if it had the usual value at the fault. */
  private static Stream<Place> accepts(
      Operation operation, Predicate<Field> can, BiPredicate<Field, JsonNode> faulty) {
    ObjectNode usual = ValidRequest.of(operation);
    return operation.fields().stream()
        .filter(can)
        .map(
            field ->
                calls(
                    field.name(),
                    call ->
                        faulty.test(field, call.json())
                            ? call.changed(body -> mend(body, field.name(), usual))
                            : call));
  }

  private static void mend(ObjectNode body, String field, ObjectNode usual) {
    if (usual.has(field)) {
      body.set(field, usual.get(field));
    } else {
      body.remove(field);
    }
  }

  private static Operator accepts(String name, Predicate<ProxiedCall> faulty) {
    return Operator.mutation(
        name,
        (contract, operation) ->
            operation.fields().isEmpty()
                ? Stream.empty()
                : Stream.of(
                    calls(
                        "every body",
                        call ->
                            call.json().isMissingNode() && faulty.test(call)
                                ? call.with(ValidRequest.of(operation))
                                : call)));
  }

  private static Stream<Place> rejectsWithoutOptional(Contract contract, Operation operation) {
    ObjectNode usual = ValidRequest.of(operation);
    return operation.fields().stream()
        .filter(field -> !field.required() && !usual.has(field.name()))
        .map(field -> rejects(contract, operation, field.name(), body -> !body.has(field.name())));
  }

  /** The type that the examples have; a server that takes it may reject the others. */
  private static Stream<Place> rejectsType(Contract contract, Operation operation) {
    return rejectsType(contract, operation, true);
  }

  static Stream<Place> rejectsOtherType(Contract contract, Operation operation) {
    return ValidRequest.logsIn(operation)
        ? Stream.empty()
        : rejectsType(contract, operation, false);
  }

  private static Stream<Place> rejectsType(
      Contract contract, Operation operation, boolean ofTheExamples) {
    ObjectNode usual = ValidRequest.of(operation);
    return operation.fields().stream()
        .filter(field -> field.types().stream().filter(type -> !type.equals("null")).count() > 1)
        .filter(field -> usual.has(field.name()))
        .map(
            field -> {
              boolean text = usual.path(field.name()).isTextual() == ofTheExamples;
              return rejectsType(contract, operation, field, text);
            });
  }

  private static Place rejectsType(
      Contract contract, Operation operation, Field field, boolean text) {
    Place rejecting =
        rejects(
            contract,
            operation,
            field.name(),
            body -> body.has(field.name()) && body.path(field.name()).isTextual() == text);
    return new Place(field.name() + (text ? " as text" : " as no text"), rejecting.mutation());
  }

  private static Place rejects(
      Contract contract, Operation operation, String field, Predicate<JsonNode> rejected) {
    return Place.of(
        field,
        (call, server) -> {
          ProxiedResponse response = server.response(call);
          return response.succeeds(operation) && rejected.test(call.json())
              ? Rejected.parameter(contract, operation, field)
              : response;
        });
  }

  private static Place calls(String name, UnaryOperator<ProxiedCall> change) {
    return Place.of(name, Mutation.ofCalls(change));
  }
}
