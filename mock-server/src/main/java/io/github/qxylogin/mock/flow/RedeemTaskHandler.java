package io.github.qxylogin.mock.flow;

import static io.github.qxylogin.mock.flow.OperationHandler.orZero;
import static io.github.qxylogin.mock.flow.OperationHandler.response;
import static io.github.qxylogin.mock.flow.OperationHandler.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redeems a task with its code, once. */
record RedeemTaskHandler(FlowIndex index, FlowState state, FailedLogins logins)
    implements OperationHandler {

  @Override
  public Optional<Answer> handle(Exchange exchange, Flow flow) {
    String id = exchange.value(flow.task()).orElse("");
    Optional<Task> known = state.task(id);
    Optional<Task> named = known.filter(task -> !state.isRedeemed(task));
    Optional<Message> lock = logins.lock(exchange, flow, named);
    if (lock.isPresent()) {
      return when(exchange, Condition.LOGIN_LOCKED, lock.get());
    }
    if (named.isEmpty() || !named.get().isFor(exchange, flow)) {
      Message why =
          known
              .map(task -> whyNot(exchange, flow, task))
              .orElseGet(() -> whyUnknown(exchange, flow, id));
      // Pages document a task that expired, and no other reason.
      return when(exchange, Condition.TASK_ENDED, why).map(Answer::assumed);
    }
    Task task = named.get();
    if (!task.waitsAt(state.now())) {
      return when(
          exchange,
          Condition.TASK_ENDED,
          task.expiresAt()
              .map(end -> Message.of("flow.task-over-until", task.sentAt(), end, state.now()))
              .orElseGet(() -> Message.of("flow.task-over", task.sentAt(), state.now())));
    }
    if (!hasItsCode(exchange, flow, task)) {
      logins.fail(exchange, flow, task);
      return when(exchange, Condition.SMS_CODE_WRONG, "flow.code-wrong");
    }
    Case success = exchange.operation().firstSuccess();
    return Optional.of(
        redeemed(exchange, flow, success, Values.GENERATED, named).because("flow.task-redeemed"));
  }

  private Message whyUnknown(Exchange exchange, Flow flow, String id) {
    Optional<Task> rounded =
        RoundedId.of(id)
            .flatMap(read -> state.openTask(t -> t.isFor(exchange, flow) && read.isOf(t.id())));
    // Where calls name no identity, the task may be another's.
    return rounded
        .map(
            task ->
                flow.identity().isEmpty()
                    ? Message.of("flow.task-rounded")
                    : Message.of("flow.task-rounded-to", task.id()))
        .orElse(Message.of("flow.task-unknown"));
  }

  private Message whyNot(Exchange exchange, Flow flow, Task task) {
    if (task.isFor(exchange, flow)) {
      return Message.of("flow.task-used");
    }
    if (task.isFor(exchange.operation())) {
      return Message.of("flow.task-of-another", String.join(", ", flow.identity()));
    }
    String issuer = task.issuer().id();
    return index
        .taker(task.issuer())
        .map(taker -> Message.of("flow.task-issuer-taker", issuer, taker.id()))
        .orElse(Message.of("flow.task-issuer", issuer));
  }

  /** A task without an SMS, such as that of a QR code, has no code to compare. */
  private static boolean hasItsCode(Exchange exchange, Flow flow, Task task) {
    return flow.smsCode() == null
        || exchange.value(flow.smsCode()).filter(task.smsCode()::equals).isPresent();
  }

  @Override
  public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
    Optional<Task> named =
        state
            .task(exchange, flow)
            .filter(task -> !state.isRedeemed(task) && task.waitsAt(state.now()));
    return redeemed(exchange, flow, success, values, named);
  }

  /**
   * Redeems the task, if there is one, and opens the session that it leads to; without a task, the
   * longest session.
   */
  private Answer redeemed(
      Exchange exchange, Flow flow, Case success, Values values, Optional<Task> redeemed) {
    redeemed.ifPresent(state::redeem);
    logins.succeed(exchange, flow, redeemed);
    redeemed.ifPresent(task -> task.values(task.flow().lifts()).forEach(logins::recover));
    JsonNode answer = response(exchange, success, values, redeemed);
    Map<String, String> known = index.values(exchange, answer);
    if (values == Values.GENERATED) {
      redeemed.map(Task::values).ifPresent(known::putAll);
    }
    state.open(
        index.sessions(exchange.operation(), known),
        redeemed.map(task -> task.values(task.flow().person())).orElse(List.of()),
        redeemed.map(task -> orZero(task.flow().sessionLifetime())).orElse(index.longestSession()),
        index.identities(known));
    return Answer.of(success, answer);
  }
}
