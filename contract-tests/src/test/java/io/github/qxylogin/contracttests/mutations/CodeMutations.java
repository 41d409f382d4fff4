package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import io.github.qxylogin.contracttests.targets.Availability;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Mutations of the code, and of what goes with it. */
final class CodeMutations {
  private CodeMutations() {}

  static List<Operator> all() {
    return List.of(
        codes("other-code-of-the-family", CodeMutations::relative),
        codes("code-of-another-family", CodeMutations::stranger),
        Operator.unavailable("code-of-nobodys-fault", CodeMutations::ofNobodysFault),
        Operator.mutation("other-field-named", CodeMutations::otherField),
        Operator.mutation("neighbour-named", CodeMutations::neighbourNamed),
        Operator.mutation("success-flipped", (c, o) -> successFlipped()),
        Operator.mutation("other-case", CodeMutations::otherCase));
  }

  /** Finds a code in place of another, in the responses of an operation. */
  private interface OtherCode {
    Optional<String> of(Contract contract, Operation operation, String code);
  }

  private static Operator codes(String name, OtherCode other) {
    return Operator.mutation(
        name,
        (contract, operation) ->
            operation.cases().stream()
                .filter(documented -> !documented.code().isEmpty())
                .flatMap(
                    documented ->
                        other.of(contract, operation, documented.code()).stream()
                            .map(code -> place(documented, code))));
  }

  private static Place place(Case documented, String code) {
    return Place.of(
        documented.name() + " as " + code,
        Mutation.ofResponses(
            response ->
                response.is(documented)
                    ? response.changed(body -> body.put(Envelope.CODE, code))
                    : response));
  }

  /** The catalogue lists few codes of a family; others have a number nearby. */
  private static Optional<String> relative(Contract contract, Operation operation, String code) {
    Stream<String> known = contract.codes().names().stream().filter(other -> !other.equals(code));
    Stream<String> nearby =
        code.matches("\\d{1,9}")
            ? IntStream.rangeClosed(1, 9).mapToObj(n -> "" + (Integer.parseInt(code) + n))
            : Stream.empty();
    return Stream.concat(known, nearby)
        .filter(other -> operation.familyOf(other) == operation.familyOf(code))
        .findFirst();
  }

  private static Optional<String> stranger(Contract contract, Operation operation, String code) {
    return contract.codes().names().stream()
        .filter(other -> operation.familyOf(other) != operation.familyOf(code))
        .filter(other -> operation.codes().classOf(other) != operation.codes().classOf(code))
        .filter(other -> !isOfNobodysFault(contract, operation, other))
        .findFirst();
  }

  private static Stream<Place> ofNobodysFault(Contract contract, Operation operation) {
    return contract.codes().names().stream()
        .filter(code -> isOfNobodysFault(contract, operation, code))
        .map(
            code ->
                Place.of(
                    code,
                    Mutation.ofResponses(response -> response.changed(b -> reject(b, code)))));
  }

  private static void reject(ObjectNode body, String code) {
    body.put(Envelope.CODE, code).put(Envelope.SUCCESS, false).remove(Envelope.DATA);
  }

  private static boolean isOfNobodysFault(Contract contract, Operation operation, String code) {
    JsonNode body = JsonNodeFactory.instance.objectNode().put(Envelope.CODE, code);
    return new Availability(contract).code(operation, new Response(200, "", 0, body)).isPresent();
  }

  private static Stream<Place> successFlipped() {
    return Stream.of(
        Place.of(
            "every response",
            Mutation.ofResponses(
                response ->
                    response.changed(
                        body ->
                            body.put(
                                Envelope.SUCCESS, !body.path(Envelope.SUCCESS).asBoolean())))));
  }

  /** Says of a field that is left out that it is another one. */
  private static Stream<Place> neighbourNamed(Contract contract, Operation operation) {
    return operation.fields().stream()
        .map(Field::name)
        .filter(
            field ->
                !operation
                    .missingFrom(ValidRequest.of(operation).deepCopy().without(field))
                    .isEmpty())
        .filter(field -> operation.fields().size() > 1)
        .map(
            field ->
                Place.of(
                    field,
                    (call, server) -> {
                      ProxiedResponse response = server.response(call);
                      return response.succeeds(operation)
                              || !call.json().isObject()
                              || call.json().has(field)
                          ? response
                          : response.changed(
                              body ->
                                  body.put(
                                      Envelope.nameIn(body, Envelope.MESSAGE),
                                      "参数" + neighbour(operation, field) + "不能为空！"));
                    }));
  }

  /** Returns another field, preferably with a name that contains this one's. */
  private static String neighbour(Operation operation, String field) {
    List<String> others =
        operation.fields().stream().map(Field::name).filter(name -> !name.equals(field)).toList();
    return others.stream()
        .filter(name -> name.contains(field))
        .findFirst()
        .orElseGet(() -> others.get(0));
  }

  private static Stream<Place> otherField(Contract contract, Operation operation) {
    return operation.fields().stream()
        .map(Field::name)
        .filter(
            field ->
                !operation
                    .missingFrom(ValidRequest.of(operation).deepCopy().without(field))
                    .isEmpty())
        .map(
            field ->
                Place.of(
                    field,
                    Mutation.ofResponses(
                        response ->
                            response.succeeds(operation)
                                ? response
                                : response.changed(
                                    body ->
                                        body.put(
                                            Envelope.MESSAGE,
                                            body.path(Envelope.MESSAGE)
                                                .asText()
                                                .replace(field, "version"))))));
  }

  private static Stream<Place> otherCase(Contract contract, Operation operation) {
    List<Case> cases = operation.cases();
    return IntStream.range(0, cases.size())
        .mapToObj(i -> otherCase(cases.get(i), cases.get((i + 1) % cases.size())))
        .filter(place -> cases.size() > 1);
  }

  private static Place otherCase(Case wanted, Case returned) {
    return Place.of(
        wanted.name() + " as " + returned.name(),
        Mutation.ofResponses(
            response -> response.is(wanted) ? ProxiedResponse.of(returned) : response));
  }
}
