package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.flow.Task;
import io.github.qxylogin.mock.journal.Journal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Lists the codes that were "sent", newest first: all of them, or those for one recipient. */
final class SmsResource {
  private static final String TASK = "taskId";
  private static final String LIMIT = "limit";
  private static final String WAIT = "wait";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** How long a server that stops is kept waiting at most. */
  private static final Duration LONGEST_STEP = Duration.ofMillis(100);

  private final FlowState state;
  private final Recipients recipients;
  private final Journal journal;
  private final WaitLimits limits;

  SmsResource(FlowState state, Recipients recipients, Journal journal, WaitLimits limits) {
    this.state = state;
    this.recipients = recipients;
    this.journal = journal;
    this.limits = limits;
  }

  private static List<String> with(Set<String> fields, String parameter) {
    return Stream.of(Stream.of(TASK), fields.stream(), Stream.of(parameter))
        .flatMap(names -> names)
        .toList();
  }

  ControlResource resource() {
    return ControlResource.of("sms", Map.of("GET", this::sms));
  }

  ControlResource latest() {
    return ControlResource.of("sms/latest", Map.of("GET", this::latest));
  }

  /** Waits for the SMS if there is none yet. */
  private Reply latest(ControlRequest request) {
    ControlQuery query = new ControlQuery(request.call().query(), with(recipients.fields(), WAIT));
    Duration wait =
        query.value(WAIT).map(text -> ControlJson.duration(WAIT, text)).orElse(Duration.ZERO);
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("wait has to be from PT0S to " + LONGEST_WAIT + ".");
    }
    Optional<Task> there = state.latestSms(task -> isWanted(task, query), Duration.ZERO);
    return there.isPresent() || wait.isZero()
        ? found(there)
        : WaitLimits.waiting(
            limits.sms(),
            () -> found(awaited(query, wait)),
            () ->
                Reply.problem(
                    503, "Too many wait", "As many wait already as may: try again later."));
  }

  private Optional<Task> awaited(ControlQuery query, Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    Optional<Task> found = Optional.empty();
    for (long left = wait.toNanos();
        found.isEmpty() && left > 0 && !limits.ended().get();
        left = end - System.nanoTime()) {
      Duration step = Duration.ofNanos(Math.min(left, LONGEST_STEP.toNanos()));
      found = state.latestSms(task -> isWanted(task, query), step);
    }
    return found;
  }

  private Reply found(Optional<Task> task) {
    return task.map(sms -> ControlJson.reply(sent(sms)))
        .orElseGet(
            () ->
                Reply.problem(
                    404, "No SMS", "No SMS whose code can still be used was sent to such a one."));
  }

  long newest() {
    return state.newestSms();
  }

  /** Returns the SMS after one, oldest first, by their numbers. */
  Map<Long, Task> after(long number) {
    Map<Long, Task> newer = new LinkedHashMap<>(state.numberedSms());
    newer.keySet().removeIf(told -> told <= number);
    return newer;
  }

  private Reply sms(ControlRequest request) {
    ControlQuery query = new ControlQuery(request.call().query(), with(recipients.fields(), LIMIT));
    long limit = query.number(LIMIT).orElse(Long.MAX_VALUE);
    return ControlJson.reply(
        state.sms().stream()
            .filter(task -> isWanted(task, query))
            .limit(limit)
            .map(this::sent)
            .toList());
  }

  private boolean isWanted(Task task, ControlQuery query) {
    return query.allows(TASK, task.id()::equals)
        && recipients.fields().stream()
            .allMatch(
                field ->
                    query.allows(
                        field, to -> Exchange.bounded(to).equals(task.recipient().get(field))));
  }

  /** The codes are the mock's own invention, and so no secret. */
  Map<String, Object> sent(Task task) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(TASK, task.id());
    recipients.shown(task).forEach((name, to) -> entry.put(name, journal.masked(to)));
    Map<String, String> kinds = new LinkedHashMap<>();
    task.recipient().keySet().stream()
        .filter(name -> recipients.kind(name) != null)
        .forEach(name -> kinds.put(name, recipients.kind(name)));
    entry.put("kinds", kinds);
    entry.put("smsCode", task.smsCode());
    entry.put("sentAt", task.sentAt());
    task.expiresAt().ifPresent(end -> entry.put("expiresAt", end));
    entry.put("state", state.state(task));
    entry.put("operation", task.issuer().id());
    state.nextAllowedAt(task).ifPresent(next -> entry.put("nextAllowedAt", next));
    return entry;
  }
}
