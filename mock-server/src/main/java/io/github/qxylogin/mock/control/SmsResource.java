package io.github.qxylogin.mock.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.flow.FlowSnapshot;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.state.MockState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return new ControlQuery(request, known);
  }

  /** Waits for the SMS if there is none yet. */
  MockResponse latest(ControlRequest request) {
    ControlQuery query = query(request, WAIT);
    Duration wait =
        query.value(WAIT).map(text -> ControlJson.duration(WAIT, text)).orElse(Duration.ZERO);
    InvalidValueException.check(
        !wait.isNegative() && wait.compareTo(LONGEST_WAIT) <= 0,
        "value.duration-too-long",
        WAIT,
        LONGEST_WAIT);
    Predicate<Task> filter = task -> matches(task, query);
    if (wait.isZero() || state.flows().latestSms(filter).isPresent()) {
      return found(filter);
    }
    return limits
        .waiting(
            () -> {
              state.flows().latestSms(filter, wait, limits::ended);
              return found(filter);
            })
        .orElseGet(() -> MockResponse.problem(503, "control.too-many-waits"));
  }

  /** Finds and shows the SMS in one transaction: another call may redeem it. */
  private MockResponse found(Predicate<Task> filter) {
    return state
        .store()
        .transact(
            () ->
                state
                    .flows()
                    .latestSms(filter)
                    .map(task -> ControlJson.response(view(task)))
                    .orElseGet(() -> MockResponse.problem(404, whyNone(filter))));
  }

  private String whyNone(Predicate<Task> filter) {
    return state.flows().sms().stream()
        .filter(filter)
        .findFirst()
        .map(sms -> state.flows().state(sms) == FlowSnapshot.State.REDEEMED)
        .map(used -> used ? "control.sms-used" : "control.sms-expired")
        .orElse("control.no-sms");
  }

  MockResponse list(ControlRequest request) {
    ControlQuery query = query(request, LIMIT);
    long limit = query.number(LIMIT).orElse(Long.MAX_VALUE);
    return state
        .store()
        .transact(
            () ->
                ControlJson.response(
                    state.flows().sms().stream()
                        .filter(task -> matches(task, query))
                        .limit(limit)
                        .map(this::view)
                        .toList()));
  }

  private boolean matches(Task task, ControlQuery query) {
    Map<String, String> recipient = recipients().of(task);
    return query.allows(TASK, task.id()::equals)
        && recipients().fields().stream()
            .allMatch(
                field ->
                    query.allows(
                        field, to -> OperationRequest.bounded(to).equals(recipient.get(field))));
  }

  /** The codes are the mock's own invention, and so no secret. */
  private ObjectNode view(Task task) {
    ObjectNode view = ControlJson.object().put(TASK, task.id());
    recipients().shown(task).forEach((name, to) -> view.put(name, state.journal().masked(to)));
    ObjectNode kinds = view.putObject("kinds");
    recipients().of(task).keySet().forEach(name -> kinds.put(name, recipients().kind(name)));
    kinds.removeIf(JsonNode::isNull);
    view.put("smsCode", task.smsCode()).put("sentAt", task.sentAt().toString());
    view.setAll(task(task, state.flows()));
    state.flows().nextAllowedAt(task).ifPresent(at -> view.put("nextAllowedAt", at.toString()));
    return view;
  }

  /** Returns the members of a task that are the same for all callers. */
  static ObjectNode task(Task task, FlowState flows) {
    return ControlJson.object()
        .put(TASK, task.id())
        .put("expiresAt", task.expiresAt().map(Instant::toString).orElse(null))
        .put("state", flows.state(task).key())
        .put("operation", task.issuer().id())
        .removeIf(JsonNode::isNull);
  }
}
