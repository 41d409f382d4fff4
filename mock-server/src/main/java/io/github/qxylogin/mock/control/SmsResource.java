package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.Recipients;
import io.github.qxylogin.mock.flow.Task;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lists the codes that were "sent", newest first: all of them, or those for one recipient. */
final class SmsResource {
  private static final String TASK = "taskId";
  private static final String LIMIT = "limit";
  private static final String WAIT = "wait";
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** Who waits holds a thread of the server, of which most are to be left to the calls. */
  private static final Semaphore WAITING = new Semaphore(16);

  private final FlowState state;
  private final Recipients recipients;

  SmsResource(FlowState state, Recipients recipients) {
    this.state = state;
    this.recipients = recipients;
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
    return waiting(
        () ->
            state
                .latestSms(task -> isWanted(task, query), wait)
                .map(task -> ControlJson.reply(sent(task)))
                .orElseGet(() -> Reply.problem(404, "No SMS", "No SMS was sent to such a one.")));
  }

  /** Lets so many wait at a time, and refuses the others. */
  static Reply waiting(Supplier<Reply> answer) {
    if (!WAITING.tryAcquire()) {
      return Reply.problem(503, "Too many wait", "As many wait already as may: try again later.");
    }
    try {
      return answer.get();
    } finally {
      WAITING.release();
    }
  }

  List<Task> newestFirst() {
    return state.sms();
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
    return query.value(TASK).map(task.id()::equals).orElse(true)
        && recipients.fields().stream().allMatch(field -> isFor(task, field, query.value(field)));
  }

  private static boolean isFor(Task task, String field, Optional<String> wanted) {
    return wanted
        .map(value -> Exchange.bounded(value).equals(task.recipient().get(field)))
        .orElse(true);
  }

  /** The codes are the mock's own invention, and so no secret. */
  Map<String, Object> sent(Task task) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(TASK, task.id());
    entry.putAll(recipients.shown(task));
    entry.put("smsCode", task.smsCode());
    entry.put("sentAt", task.sentAt());
    task.expiresAt().ifPresent(end -> entry.put("expiresAt", end));
    return entry;
  }
}
