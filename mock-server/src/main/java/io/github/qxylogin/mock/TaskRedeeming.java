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

  TaskRedeeming(Contract contract, FlowState state, Sessions sessions, FlowValues values) {
    this.state = state;
    this.sessions = sessions;
    this.values = values;
    this.creators = AccountFields.creators(contract);
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
    Optional<Task> task = attempt.get().task();
    if (task.isEmpty()) {
      return ended(exchange, attempt.get());
    }
    if (attempt.get().wrongCode()) {
      remember(exchange, flow, task.get());
      return FlowPart.when(exchange, Condition.SMS_CODE_WRONG, "the task waits for another code");
    }
    return Optional.of(
        login(exchange, flow, task.get(), exchange.operation().firstSuccess())
            .because("the task was redeemed"));
  }

  /** Pages tell of a task that expired, none of one that was redeemed, or is somebody else's. */
  private static Optional<Answer> ended(Exchange exchange, Redemption attempt) {
    return attempt.expired()
        ? FlowPart.when(exchange, Condition.TASK_ENDED, "the task has expired")
        : FlowPart.when(
                exchange, Condition.TASK_ENDED, "no task of this id waits for whom the call is for")
            .map(Answer::assumed);
  }

  private Redemption redeem(Exchange exchange, Flow flow, Predicate<Task> rightCode) {
    String id = flow.task().flatMap(exchange::value).orElse("");
    return state.redeem(id, task -> owns(exchange, flow, task), rightCode);
  }

  private static boolean owns(Exchange exchange, Flow flow, Task task) {
    boolean ofThisGroup = task.group().equals(exchange.operation().tag());
    return ofThisGroup
        && flow.identity().stream()
            .allMatch(
                f -> exchange.value(f).filter(v -> v.equals(task.values().get(f))).isPresent());
  }

  /** A task that no SMS belongs to, such as that of a QR code, has no code to compare. */
  private static boolean hasItsCode(Exchange exchange, Flow flow, Task task) {
    return flow.smsCode()
        .map(f -> exchange.value(f).filter(task.smsCode()::equals).isPresent())
        .orElse(true);
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
      FlowValues.all(creator.flow().map(Flow::person).orElse(List.of()), task.values())
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
    Optional<Task> task = redeem(exchange, flow, waiting -> true).task();
    if (task.isEmpty()) {
      return FlowPart.super.impose(exchange, flow, success);
    }
    state.failedLogins().succeed(exchange, flow);
    return login(exchange, flow, task.get(), success);
  }
}
