package io.github.qxylogin.contracttests.mutations;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.mutations.Operator.Place;
import io.github.qxylogin.contracttests.mutations.Tasks.State;
import java.util.List;
import java.util.stream.Stream;

/** Mutations of how a task is redeemed; a documented request gets its documented response still. */
final class TaskMutations {

  private TaskMutations() {}

  static List<Operator> all() {
    return List.of(
        accepts("unknown-task-accepted", State.UNKNOWN),
        Operator.watchful("wrong-sms-code-accepted", TaskMutations::acceptsWrongCode),
        Operator.mutation("sms-code-by-its-start-alone", (c, o) -> byItsStart(o)));
  }

  private static Operator accepts(String name, State state) {
    return Operator.watchful(name, (contract, operation) -> accepts(operation, state));
  }

  private static Stream<Place> accepts(Operation operation, State state) {
    return redeeming(
        operation,
        (call, response, tasks, server) ->
            response.isFor(operation, Condition.TASK_ENDED) && tasks.state(call) == state
                ? tasks.success(call)
                : response);
  }

  private static Stream<Place> acceptsWrongCode(Contract contract, Operation operation) {
    return withCode(
        operation,
        (call, response, tasks, server) ->
            response.isFor(operation, Condition.SMS_CODE_WRONG) ? tasks.success(call) : response);
  }

  /** The code of every SMS is the documented one, of which half counts. */
  private static Stream<Place> byItsStart(Operation operation) {
    return operation.inFlow(Flow::smsCode).stream()
        .map(
            field -> {
              String code = ValidRequest.of(operation).path(field).asText();
              String half = code.substring(0, code.length() / 2);
              return Place.of(
                  field,
                  Mutation.ofCalls(
                      call ->
                          call.undocumented()
                                  && call.text(field).length() == code.length()
                                  && call.text(field).startsWith(half)
                              ? call.changed(body -> body.put(field, code))
                              : call));
            });
  }

  /** Replaces a response. */
  private interface Replacement {
    ProxiedResponse replace(
        ProxiedCall call, ProxiedResponse response, Tasks tasks, HonestServer server);
  }

  private static Stream<Place> withCode(Operation operation, Replacement replacement) {
    return operation.caseWhen(Condition.SMS_CODE_WRONG).isPresent()
        ? redeeming(operation, replacement)
        : Stream.empty();
  }

  private static Stream<Place> redeeming(Operation operation, Replacement replacement) {
    if (operation.inFlow(Flow::task).isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        new Place(
            "every task",
            () -> {
              Tasks tasks = new Tasks(operation);
              return (call, server) -> {
                ProxiedResponse response = server.response(call);
                ProxiedResponse result = response;
                if (call.operation().equals(operation) && call.undocumented()) {
                  result = replacement.replace(call, response, tasks, server);
                }
                tasks.saw(call, response, server.now());
                return result;
              };
            }));
  }
}
