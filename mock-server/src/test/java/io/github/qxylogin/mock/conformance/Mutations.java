package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.mock.conformance.Conversation.CONTRACT;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.conformance.Mutation.Call;
import io.github.qxylogin.mock.conformance.Mutation.Fault;
import io.github.qxylogin.mock.conformance.Mutation.Mutated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** The contract violations of one operation by which the questions are tested. */
abstract class Mutations {
  final Operation operation;
  private final Map<String, List<Mutation>> byOperator;

  Mutations(Operation operation, Map<String, List<Mutation>> byOperator) {
    this.operation = operation;
    this.byOperator = byOperator;
  }

  /** Returns at most so many of each operator, such that operations have their turn alike. */
  static List<Mutation> ofEach(int most) {
    Map<String, List<Mutation>> all = new LinkedHashMap<>();
    for (Operation operation : CONTRACT.operations()) {
      new ResponseMutations(operation, all).add();
      new RequestMutations(operation, all).add();
      new FlowMutations(operation, all).add();
      new AccountMutations(operation, all).add();
    }
    Map<Operation, Integer> chosenOf = new HashMap<>();
    List<Mutation> chosen = new ArrayList<>();
    for (List<Mutation> left : all.values()) {
      for (int i = 0; i < most && !left.isEmpty(); i++) {
        Mutation next =
            left.stream()
                .min(
                    Comparator.comparing((Mutation m) -> chosenOf.getOrDefault(m.operation(), 0))
                        .thenComparing(m -> m.place().hashCode()))
                .orElseThrow();
        left.remove(next);
        chosen.add(next);
        chosenOf.merge(next.operation(), 1, Integer::sum);
      }
    }
    return chosen;
  }

  /** Adds a fault of the calls of this operation; those of others are only looked at. */
  final void add(String operator, String place, Fault fault) {
    Fault ofOperation =
        (request, server) ->
            request.operation().equals(operation)
                ? fault.response(request, server)
                : server.honestly(request).response();
    byOperator
        .computeIfAbsent(operator, o -> new ArrayList<>())
        .add(new Mutation(operator, operation, place, ofOperation));
  }

  final void changesResponses(String operator, String place, UnaryOperator<Response> change) {
    add(operator, place, (request, server) -> change.apply(server.honestly(request).response()));
  }

  /** Changes requests, which are signed anew where their headers were in order. */
  final void changesRequests(String operator, String place, UnaryOperator<Request> change) {
    add(operator, place, (request, server) -> server.honestly(change.apply(request)).response());
  }

  /** Returns another response where only earlier calls decide. */
  final void instead(
      String operator, String place, BiPredicate<Call, Mutated> which, Response other) {
    replaces(operator, place, (now, server) -> which.test(now, server) ? other : now.response());
  }

  final void replaces(String operator, String place, BiFunction<Call, Mutated, Response> other) {
    add(
        operator,
        place,
        (request, server) -> {
          Call now = server.honestly(request);
          return request.undocumented() ? other.apply(now, server) : now.response();
        });
  }

  final boolean hasCase(Condition when) {
    return operation.caseWhen(when).isPresent();
  }

  /** Returns whether a response is the operation's response. */
  final boolean came(Call call, Condition when) {
    return call.of(operation)
        && call.request().undocumented()
        && call.response().isFor(operation, when);
  }

  final Response success() {
    return Response.of(operation.firstSuccess());
  }

  /** Returns the operation's documented error, or the code catalogue's. */
  final Response error(Condition when) {
    return operation
        .caseWhen(when)
        .map(Response::of)
        .orElseGet(() -> worded(CONTRACT.codes().responseTo(when), ""));
  }

  final Response worded(Code.ErrorResponse error, String field) {
    ObjectNode body =
        operation
            .caseWhen(Condition.PARAMETER_MISSING)
            .map(Case::response)
            .map(form -> (ObjectNode) form.deepCopy())
            .orElseGet(JsonNodeFactory.instance::objectNode);
    body.put("code", error.code().code()).put("message", error.message(field));
    return success().named(error.when().key(), body);
  }
}
