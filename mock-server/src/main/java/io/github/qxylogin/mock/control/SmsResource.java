package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.state.MockState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("wait has to be from PT0S to " + LONGEST_WAIT + ".");
    }
    Predicate<Task> wanted = task -> isWanted(task, query);
    Optional<Task> there = state.flows().latestSms(wanted);
    return there.isPresent() || wait.isZero()
        ? found(there)
        : limits
            .waiting(() -> found(state.flows().latestSms(wanted, wait, limits::ended)))
            .orElseGet(
                () ->
                    Reply.problem(
                        503, "Too many wait", "As many wait already as may: try again later."));
  }

  private Reply found(Optional<Task> task) {
    return task.map(sms -> ControlJson.reply(view(sms)))
        .orElseGet(
            () ->
                Reply.problem(
                    404, "No SMS", "No SMS whose code can still be used was sent to such a one."));
  }

  Reply list(ControlRequest request) {
    ControlQuery query = query(request, LIMIT);
    long limit = query.number(LIMIT).orElse(Long.MAX_VALUE);
    return ControlJson.reply(
        state.flows().sms().stream()
            .filter(task -> isWanted(task, query))
            .limit(limit)
            .map(this::view)
            .toList());
  }

  private boolean isWanted(Task task, ControlQuery query) {
    return query.allows(TASK, task.id()::equals)
        && recipients().fields().stream()
            .allMatch(
                field ->
                    query.allows(
                        field, to -> Exchange.bounded(to).equals(task.recipient().get(field))));
  }

  /** The codes are the mock's own invention, and so no secret. */
  private Map<String, Object> view(Task task) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put(TASK, task.id());
    recipients().shown(task).forEach((name, to) -> view.put(name, state.journal().masked(to)));
    Map<String, String> kinds = new LinkedHashMap<>();
    task.recipient().keySet().stream()
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
