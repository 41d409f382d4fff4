package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.InvalidValueException;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.FlowSnapshot;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.state.MockState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lists the codes that were "sent", newest first: all of them, or those for one recipient. */
record SmsResource(MockState state, WaitLimits limits) {
  private static final String TASK = "taskId";
  private static final String LIMIT = "limit";
  private static final String WAIT = "wait";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private Recipients recipients() {
    return state.indexes().flows().recipients();
  }

  private ControlQuery query(ControlRequest request, String parameter) {
    List<String> known = new ArrayList<>(recipients().fields());
    known.add(0, TASK);
    known.add(parameter);
    return request.query(known);
  }

  /** Waits for the SMS if there is none yet. */
  Reply latest(ControlRequest request) {
    ControlQuery query = query(request, WAIT);
    Duration wait =
        query.value(WAIT).map(text -> ControlJson.duration(WAIT, text)).orElse(Duration.ZERO);
    InvalidValueException.check(
        !wait.isNegative() && wait.compareTo(LONGEST_WAIT) <= 0,
        "value.duration-too-long",
        WAIT,
        LONGEST_WAIT);
    Predicate<Task> wanted = task -> isWanted(task, query);
    return wait.isZero() || state.flows().latestSms(wanted).isPresent()
        ? found(wanted)
        : limits
            .waiting(
                () -> {
                  state.flows().latestSms(wanted, wait, limits::ended);
                  return found(wanted);
                })
            .orElseGet(() -> Reply.problem(503, "control.too-many-waits"));
  }

  private Reply found(Predicate<Task> wanted) {
    return transact(
        () ->
            state
                .flows()
                .latestSms(wanted)
                .map(sms -> ControlJson.reply(view(sms)))
                .orElseGet(() -> Reply.problem(404, whyNone(wanted))));
  }

  /** In one transaction, since a store that is shared reads all of it in few round trips. */
  private Reply transact(Supplier<Reply> reply) {
    return state.store().transact(reply);
  }

  private String whyNone(Predicate<Task> wanted) {
    return state.flows().sms().stream()
        .filter(wanted)
        .findFirst()
        .map(
            sms ->
                state.flows().state(sms) == FlowSnapshot.State.REDEEMED
                    ? "control.sms-used"
                    : "control.sms-expired")
        .orElse("control.no-sms");
  }

  Reply list(ControlRequest request) {
    ControlQuery query = query(request, LIMIT);
    long limit = query.number(LIMIT).orElse(Long.MAX_VALUE);
    return transact(
        () ->
            ControlJson.reply(
                state.flows().sms().stream()
                    .filter(task -> isWanted(task, query))
                    .limit(limit)
                    .map(this::view)
                    .toList()));
  }

  private boolean isWanted(Task task, ControlQuery query) {
    Map<String, String> recipient = recipients().of(task);
    return query.allows(TASK, task.id()::equals)
        && recipients().fields().stream()
            .allMatch(
                field ->
                    query.allows(field, to -> Exchange.bounded(to).equals(recipient.get(field))));
  }

  /** The codes are the mock's own invention, and so no secret. */
  private Map<String, Object> view(Task task) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put(TASK, task.id());
    recipients().shown(task).forEach((name, to) -> view.put(name, state.journal().masked(to)));
    Map<String, String> kinds = new LinkedHashMap<>();
    recipients().of(task).keySet().stream()
        .filter(name -> recipients().kind(name) != null)
        .forEach(name -> kinds.put(name, recipients().kind(name)));
    view.put("kinds", kinds);
    view.put("smsCode", task.smsCode());
    view.put("sentAt", task.sentAt());
    task.expiresAt().ifPresent(end -> view.put("expiresAt", end));
    view.put("state", state.flows().state(task));
    view.put("operation", task.issuer().id());
    state.flows().nextAllowedAt(task).ifPresent(next -> view.put("nextAllowedAt", next));
    return view;
  }
}
