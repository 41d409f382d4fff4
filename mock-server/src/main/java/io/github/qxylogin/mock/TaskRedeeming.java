package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Redeems a task with its code. */
final class TaskRedeeming implements FlowPart {
  private final FlowState state;
  private final Sessions sessions;
  private final FlowValues values;
  private final List<Operation> creators;
  private final List<Operation> redeemers;

  TaskRedeeming(Contract contract, FlowState state, Sessions sessions, FlowValues values) {
    this.state = state;
    this.sessions = sessions;
    this.values = values;
    this.creators = AccountFields.creators(contract);
    this.redeemers = contract.operations(Flow.Role.REDEEMS_TASK);
  }

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    return state.wholly(() -> redeemed(exchange, flow));
  }

  private Optional<Answer> redeemed(Exchange exchange, Flow flow) {
    Optional<Redemption> attempt =
        state
            .failedLogins()
            .attempt(
                exchange,
                flow,
                () -> redeem(exchange, flow, task -> hasItsCode(exchange, flow, task)));
    if (attempt.isEmpty()) {
      return FlowPart.when(exchange, Condition.LOGIN_LOCKED, FailedLogins.LOCKED);
    }
    Redemption redemption = attempt.get();
    if (redemption.redeemed()) {
      Case success = exchange.operation().firstSuccess();
      return Optional.of(
          login(exchange, flow, redemption.task().orElseThrow(), success)
              .because("the task was redeemed"));
    }
    if (redemption.wrongCode()) {
      remember(exchange, flow, redemption.task().orElseThrow());
      return FlowPart.when(exchange, Condition.SMS_CODE_WRONG, "the task waits for another code");
    }
    return ended(exchange, flow, redemption);
  }

  /** Pages tell of a task that expired, none of one that was redeemed, or is somebody else's. */
  private Optional<Answer> ended(Exchange exchange, Flow flow, Redemption redemption) {
    Optional<Answer> ended =
        FlowPart.when(exchange, Condition.TASK_ENDED, why(exchange, flow, redemption));
    return redemption.result() == Redemption.Result.EXPIRED ? ended : ended.map(Answer::assumed);
  }

  /**
   * What went wrong, and what to do: the fault is another each time, the answer the same. Where
   * calls name nobody, the task that waits may be somebody else's, and is not named either.
   */
  private String why(Exchange exchange, Flow flow, Redemption redemption) {
    Optional<Task> task = redemption.task();
    return switch (redemption.result()) {
      case EXPIRED ->
          "the task could be redeemed from %s%s, and it is %s; begin the login anew"
              .formatted(task.get().sentAt(), until(task.get()), state.now());
      case USED_UP -> "the task was redeemed before, which is done once; begin the login anew";
      case ANOTHERS -> anothers(exchange, flow, task.get());
      case ROUNDED ->
          ("no task has this id, but %s has, which a double rounds to it: its last digits were lost;"
                  + " read the id as text or as a 64-bit integer, in JavaScript before JSON.parse")
              .formatted(flow.identity().isEmpty() ? "one that waits" : task.get().id());
      default ->
          "no task has this id: the mock has not issued it, or has forgotten it;"
              + " begin the login anew, and send the id that the answer names";
    };
  }

  private static String until(Task task) {
    return task.expiresAt().map(end -> " until " + end).orElse("");
  }

  private String anothers(Exchange exchange, Flow flow, Task task) {
    if (task.isOfGroup(exchange)) {
      String fields = String.join(", ", flow.identity());
      return "the task was issued for another %s; send the %s of the call that it was issued to"
          .formatted(fields, fields);
    }
    return redeemers.stream()
        .filter(redeemer -> redeemer.tag().equals(task.group()))
        .map(redeemer -> "; redeem it with " + redeemer.id())
        .findFirst()
        .map(advice -> issuedBy(task) + advice)
        .orElseGet(() -> issuedBy(task));
  }

  private static String issuedBy(Task task) {
    return "the task was issued by an operation of " + task.group();
  }

  private Redemption redeem(Exchange exchange, Flow flow, Predicate<Task> rightCode) {
    String id = exchange.value(flow.task()).orElse("");
    return state.redeem(id, task -> task.isFor(exchange, flow), rightCode);
  }

  /** A task that no SMS belongs to, such as that of a QR code, has no code to compare. */
  private static boolean hasItsCode(Exchange exchange, Flow flow, Task task) {
    return flow.smsCode() == null
        || exchange.value(flow.smsCode()).filter(task.smsCode()::equals).isPresent();
  }

  private Answer login(Exchange exchange, Flow flow, Task task, Case success) {
    ObjectNode answer = success.answer().deepCopy();
    FlowValues.carry(task.values(), flow, answer);
    Map<String, String> known = values.of(exchange, answer);
    known.putAll(task.values());
    sessions.open(exchange.operation(), known, task.person(), task.sessionLifetime());
    return Answer.of(success, answer);
  }

  /** A hosted account stands for the tax numbers where its person has failed. */
  private void remember(Exchange exchange, Flow flow, Task task) {
    for (Operation creator : creators) {
      FlowValues.all(creator.flow().person(), task.values())
          .ifPresent(person -> state.failedLogins().remember(person, exchange, flow));
    }
  }

  @Override
  public void follow(Exchange exchange, Flow flow, Case success) {
    state.failedLogins().succeed(exchange, flow);
    Map<String, String> known = values.of(exchange, success.answer());
    sessions.open(exchange.operation(), known, List.of(), sessions.longest());
  }

  /** Redeems the task whatever its code, if there is such a task. */
  @Override
  public Answer impose(Exchange exchange, Flow flow, Case success) {
    return state.wholly(() -> imposed(exchange, flow, success));
  }

  private Answer imposed(Exchange exchange, Flow flow, Case success) {
    Redemption redemption = redeem(exchange, flow, waiting -> true);
    if (!redemption.redeemed()) {
      return FlowPart.super.impose(exchange, flow, success);
    }
    state.failedLogins().succeed(exchange, flow);
    return login(exchange, flow, redemption.task().orElseThrow(), success);
  }
}
