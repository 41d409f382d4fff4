package io.github.qxylogin.mock.flow;

import static io.github.qxylogin.mock.flow.OperationHandler.orZero;
import static io.github.qxylogin.mock.flow.OperationHandler.response;
import static io.github.qxylogin.mock.flow.OperationHandler.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Redeems a task with its code, once. */
record RedeemTaskHandler(FlowIndex index, FlowState state, FailedLogins logins)
    implements OperationHandler {

  @Override
  public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
    String id = request.value(flow.task()).orElse("");
    Optional<Task> known = state.task(id);
    Optional<Task> named = known.filter(task -> !state.isRedeemed(task));
    Optional<Message> lock = logins.lock(request, flow, named);
    if (lock.isPresent()) {
      return when(request, Condition.LOGIN_LOCKED, lock.get());
    }
    if (named.isEmpty() || !named.get().isFor(request, flow)) {
      Message why =
          known
              .map(task -> whyNot(request, flow, task))
              .orElseGet(() -> whyUnknown(request, flow, id));
      // Pages document a task that expired, and no other reason.
      return when(request, Condition.TASK_ENDED, why).map(ChosenResponse::assumed);
    }
    Task task = named.get();
    if (!task.waitsAt(state.now())) {
      return when(
          request,
          Condition.TASK_ENDED,
          task.expiresAt()
              .map(end -> Message.of("flow.task-over-until", task.sentAt(), end, state.now()))
              .orElseGet(() -> Message.of("flow.task-over", task.sentAt(), state.now())));
    }
    if (!hasItsCode(request, flow, task)) {
      logins.fail(request, flow, task);
      return when(request, Condition.SMS_CODE_WRONG, "flow.code-wrong");
    }
    Case success = request.operation().firstSuccess();
    return Optional.of(
        redeemed(request, flow, success, Values.GENERATED, named).because("flow.task-redeemed"));
  }

  private Message whyUnknown(OperationRequest request, Flow flow, String id) {
    Optional<Task> rounded =
        RoundedId.of(id)
            .flatMap(read -> state.openTask(t -> t.isFor(request, flow) && read.isOf(t.id())));
    // Where calls name no identity, the task may be another's.
    return rounded
        .map(
            task ->
                flow.identity().isEmpty()
                    ? Message.of("flow.task-rounded")
                    : Message.of("flow.task-rounded-to", task.id()))
        .orElse(Message.of("flow.task-unknown"));
  }

  private Message whyNot(OperationRequest request, Flow flow, Task task) {
    if (task.isFor(request, flow)) {
      return Message.of("flow.task-used");
    }
    if (task.isFor(request.operation())) {
      return Message.of("flow.task-of-another", String.join(", ", flow.identity()));
    }
    String issuer = task.issuer().id();
    return index
        .redeemerOf(task.issuer())
        .map(redeemerOf -> Message.of("flow.task-issuer-redeemer", issuer, redeemerOf.id()))
        .orElse(Message.of("flow.task-issuer", issuer));
  }

  /** A task without an SMS, such as that of a QR code, has no code to compare. */
  private static boolean hasItsCode(OperationRequest request, Flow flow, Task task) {
    return flow.smsCode() == null
        || request.value(flow.smsCode()).filter(task.smsCode()::equals).isPresent();
  }

  @Override
  public ChosenResponse applySuccess(
      OperationRequest request, Flow flow, Case success, Values values) {
    Optional<Task> named =
        state
            .task(request, flow)
            .filter(task -> !state.isRedeemed(task) && task.waitsAt(state.now()));
    return redeemed(request, flow, success, values, named);
  }

  /**
   * Redeems the task, if there is one, and opens the session that it leads to; without a task, the
   * longest session.
   */
  private ChosenResponse redeemed(
      OperationRequest request, Flow flow, Case success, Values values, Optional<Task> redeemed) {
    redeemed.ifPresent(state::redeem);
    logins.succeed(request, flow, redeemed);
    redeemed.ifPresent(task -> task.values(task.flow().lifts()).forEach(logins::recover));
    JsonNode response = response(request, success, values, redeemed);
    Map<String, String> known = index.values(request, response);
    if (values == Values.GENERATED) {
      redeemed.map(Task::values).ifPresent(known::putAll);
    }
    state.open(
        index.sessions(request.operation(), known),
        redeemed.map(task -> task.values(task.flow().person())).orElse(List.of()),
        redeemed.map(task -> orZero(task.flow().sessionLifetime())).orElse(index.longestSession()),
        index.identities(known));
    return ChosenResponse.of(success, response);
  }
}
