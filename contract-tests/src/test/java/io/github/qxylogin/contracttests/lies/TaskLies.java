package io.github.qxylogin.contracttests.lies;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.lies.Operator.Place;
import io.github.qxylogin.contracttests.lies.Tasks.State;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lies about how a task is redeemed; a documented request gets its documented answer still. */
final class TaskLies {
  private static final Duration SOME_TIME = Duration.ofSeconds(30);

  private TaskLies() {}

  static List<Operator> all() {
    return List.of(
        accepts("task-reusable", State.REDEEMED),
        accepts("task-never-ends", State.OPEN),
        Operator.watchful("task-of-another-accepted", TaskLies::acceptsAnothers),
        accepts("unknown-task-accepted", State.UNKNOWN),
        Operator.watchful("task-ends-early", TaskLies::endsEarly),
        Operator.watchful("wrong-sms-code-accepted", TaskLies::acceptsWrongCode),
        Operator.watchful("right-sms-code-refused", TaskLies::refusesRightCode),
        Operator.lie("wrong-sms-code-uses-task-up", TaskLies::usesUp),
        Operator.lie("sms-code-by-its-end-alone", (c, o) -> byAPart(o, true)),
        Operator.lie("sms-code-by-its-start-alone", (c, o) -> byAPart(o, false)));
  }

  private static Operator accepts(String name, State state) {
    return Operator.watchful(name, (contract, operation) -> accepts(operation, state));
  }

  private static Stream<Place> accepts(Operation operation, State state) {
    return redeeming(
        operation,
        (call, answer, tasks, server) ->
            answer.isFor(operation, Condition.TASK_ENDED) && tasks.state(call) == state
                ? tasks.success(call)
                : answer);
  }

  /** A call that names nothing but the task cannot be another's. */
  private static Stream<Place> acceptsAnothers(Contract contract, Operation operation) {
    boolean named =
        contract.operations().stream()
            .flatMap(sending -> sending.linkTo(operation).stream())
            .anyMatch(link -> link.fields().size() > 1);
    return named ? accepts(operation, State.OF_SOMEBODY_ELSE) : Stream.empty();
  }

  private static Stream<Place> endsEarly(Contract contract, Operation operation) {
    return redeeming(
        operation,
        (call, answer, tasks, server) ->
            answer.succeeds(operation)
                    && tasks
                        .issuedAt(call)
                        .filter(at -> at.plus(SOME_TIME).isBefore(server.now()))
                        .isPresent()
                ? Refused.of(contract, operation, Condition.TASK_ENDED)
                : answer);
  }

  private static Stream<Place> acceptsWrongCode(Contract contract, Operation operation) {
    return withCode(
        operation,
        (call, answer, tasks, server) ->
            answer.isFor(operation, Condition.SMS_CODE_WRONG) ? tasks.success(call) : answer);
  }

  private static Stream<Place> refusesRightCode(Contract contract, Operation operation) {
    return withCode(
        operation,
        (call, answer, tasks, server) ->
            answer.succeeds(operation)
                ? Refused.of(contract, operation, Condition.SMS_CODE_WRONG)
                : answer);
  }

  /** The code of every SMS is the documented one, of which half counts. */
  private static Stream<Place> byAPart(Operation operation, boolean end) {
    return operation.inFlow(Flow::smsCode).stream()
        .map(
            field -> {
              String code = UsualBody.of(operation).path(field).asText();
              String half =
                  end ? code.substring(code.length() / 2) : code.substring(0, code.length() / 2);
              return Place.of(
                  field,
                  Lie.ofCalls(
                      call ->
                          call.undocumented()
                                  && call.text(field).length() == code.length()
                                  && (end
                                      ? call.text(field).endsWith(half)
                                      : call.text(field).startsWith(half))
                              ? call.changed(body -> body.put(field, code))
                              : call));
            });
  }

  private static Stream<Place> usesUp(Contract contract, Operation operation) {
    if (operation.caseWhen(Condition.SMS_CODE_WRONG).isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        new Place(
            "after a wrong code",
            () -> {
              Set<String> usedUp = new HashSet<>();
              return (call, server) -> {
                ProxiedAnswer answer = server.answer(call);
                String task = call.text(operation.inFlow(Flow::task).orElseThrow());
                if (call.undocumented() && answer.isFor(operation, Condition.SMS_CODE_WRONG)) {
                  usedUp.add(task);
                }
                return answer.succeeds(operation) && usedUp.contains(task)
                    ? Refused.of(contract, operation, Condition.TASK_ENDED)
                    : answer;
              };
            }));
  }

  /** What is told in place of an answer. */
  private interface Telling {
    ProxiedAnswer tell(ProxiedCall call, ProxiedAnswer answer, Tasks tasks, HonestServer server);
  }

  private static Stream<Place> withCode(Operation operation, Telling telling) {
    return operation.caseWhen(Condition.SMS_CODE_WRONG).isPresent()
        ? redeeming(operation, telling)
        : Stream.empty();
  }

  private static Stream<Place> redeeming(Operation operation, Telling telling) {
    if (operation.inFlow(Flow::task).isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        new Place(
            "every task",
            () -> {
              Tasks tasks = new Tasks(operation);
              return (call, server) -> {
                ProxiedAnswer answer = server.answer(call);
                ProxiedAnswer told = answer;
                if (call.operation().equals(operation) && call.undocumented()) {
                  told = telling.tell(call, answer, tasks, server);
                }
                tasks.saw(call, answer, server.now());
                return told;
              };
            }));
  }
}
