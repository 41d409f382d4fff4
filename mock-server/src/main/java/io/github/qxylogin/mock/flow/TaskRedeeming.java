package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FlowState.Redemption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Redeems a task with its code. */
public record TaskRedeeming(FlowIndex index, FlowState state, FailedLogins logins)
    implements FlowPart {

  @Override
  public Optional<Answer> answer(Exchange exchange, Flow flow) {
    Optional<Task> named = exchange.value(flow.task()).flatMap(state::task);
    Optional<String> lock = logins.lock(exchange, flow, named);
    if (lock.isPresent()) {
      return FlowPart.when(exchange, Condition.LOGIN_LOCKED, lock.get());
    }
    Redemption redemption = redeem(exchange, flow, task -> hasItsCode(exchange, flow, task));
    if (redemption.redeemed()) {
      Case success = exchange.operation().firstSuccess();
      return Optional.of(
          login(exchange, flow, success, Values.OWN, redemption.task())
              .because("the task was redeemed"));
    }
    if (redemption.wrongCode()) {
      fail(exchange, flow, redemption.task().orElseThrow());
      return FlowPart.when(exchange, Condition.SMS_CODE_WRONG, "the task waits for another code");
    }
    return ended(exchange, flow, redemption);
  }

  private void fail(Exchange exchange, Flow flow, Task task) {
    FailedLogins.whose(exchange, flow, Optional.of(task))
        .ifPresent(whose -> logins.fail(whose, flow.lock(), index.persons(task)));
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
          ("no task has this id, but %s has, which a double rounds to it: its last digits were"
                  + " lost; read the id as text or as a 64-bit integer, in JavaScript before"
                  + " JSON.parse")
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
    if (task.isFor(exchange.operation())) {
      String fields = String.join(", ", flow.identity());
      return "the task was issued for another %s; send the %s of the call that it was issued to"
          .formatted(fields, fields);
    }
    return "the task was issued by "
        + task.issuer().id()
        + index.taker(task.issuer()).map(taker -> "; it is for " + taker.id()).orElse("");
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

  @Override
  public Answer happen(Exchange exchange, Flow flow, Case success, Values values) {
    Redemption redemption = redeem(exchange, flow, waiting -> true);
    return login(
        exchange, flow, success, values, redemption.task().filter(t -> redemption.redeemed()));
  }

  /**
   * Opens the session that the task leads to; of a login without one, the longest that there is.
   * Where the task was to change a password, it is changed.
   */
  private Answer login(
      Exchange exchange, Flow flow, Case success, Values values, Optional<Task> redeemed) {
    FailedLogins.whose(exchange, flow, redeemed).ifPresent(logins::succeed);
    redeemed.ifPresent(task -> task.lifts().forEach(logins::recover));
    Map<String, String> carried =
        redeemed.filter(task -> values == Values.OWN).map(Task::values).orElse(Map.of());
    JsonNode answer = FlowPart.response(exchange, success, values, redeemed);
    Map<String, String> known = index.values(exchange, answer);
    known.putAll(carried);
    state.open(
        index.sessions(exchange.operation(), known),
        redeemed.map(Task::person).orElse(List.of()),
        redeemed.map(Task::sessionLifetime).orElse(index.longestSession()),
        index.identities(known));
    return Answer.of(success, answer);
  }
}
