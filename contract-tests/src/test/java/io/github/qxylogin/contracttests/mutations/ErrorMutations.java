package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.JsonType;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Mutations of one member of an error that the code catalogue words, and no example prints. */
final class ErrorMutations {
  private static final String DATA = "data";

  static final List<Condition> OF_THE_CALLER =
      List.of(
          Condition.TOKEN_MISSING,
          Condition.TOKEN_EXPIRED,
          Condition.DATE_SKEWED,
          Condition.SIGNATURE_MISSING,
          Condition.SIGNATURE_WRONG);

  private static final List<Condition> OF_THE_BODY =
      List.of(
          Condition.PARAMETER_MISSING, Condition.PARAMETER_WRONG_TYPE, Condition.BODY_MALFORMED);

  private ErrorMutations() {}

  static List<Operator> all() {
    return List.of(
        Operator.mutation(
            "error-with-data",
            (contract, operation) ->
                hasData(operation) ? places(operation, ErrorMutations::giveData) : Stream.empty()),
        errors("error-with-success-flipped", (operation, body) -> flipSuccess(body)),
        errors(
            "error-with-code-as-number",
            (operation, body) -> body.put(Envelope.CODE, body.path(Envelope.CODE).asInt())),
        errors("error-without-text", (operation, body) -> body.putNull(Envelope.MESSAGE)));
  }

  private static Operator errors(String name, BiConsumer<Operation, ObjectNode> edit) {
    return Operator.mutation(name, (contract, operation) -> places(operation, edit));
  }

  private static Stream<Place> places(Operation operation, BiConsumer<Operation, ObjectNode> edit) {
    Stream<Condition> ofTheCaller = operation.signed() ? OF_THE_CALLER.stream() : Stream.empty();
    Stream<Condition> ofTheBody =
        operation.fields().isEmpty() ? Stream.empty() : OF_THE_BODY.stream();
    return Stream.concat(ofTheCaller, ofTheBody)
        .filter(condition -> isChecked(operation, condition))
        .map(
            condition ->
                Place.of(
                    condition.key(),
                    Mutation.ofResponses(
                        response ->
                            response.isFor(operation, condition)
                                ? response.changed(body -> edit.accept(operation, body))
                                : response)));
  }

  /** Without a field that must be there, none is missed. */
  private static boolean isChecked(Operation operation, Condition condition) {
    return condition != Condition.PARAMETER_MISSING
        || operation.fields().stream().anyMatch(field -> field.required());
  }

  private static boolean hasData(Operation operation) {
    JsonNode given = operation.firstSuccess().response();
    JsonNode data = given.path(Envelope.nameIn(given, DATA));
    return !data.isMissingNode() && !JsonType.isNullOrEmpty(data);
  }

  private static void giveData(Operation operation, ObjectNode body) {
    JsonNode given = operation.firstSuccess().response();
    body.set(Envelope.nameIn(given, DATA), given.path(Envelope.nameIn(given, DATA)));
  }

  private static void flipSuccess(ObjectNode body) {
    body.put(Envelope.SUCCESS, !body.path(Envelope.SUCCESS).asBoolean());
  }
}
