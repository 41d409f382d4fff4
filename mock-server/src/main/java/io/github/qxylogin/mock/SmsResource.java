package io.github.qxylogin.mock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the codes that were "sent", newest first: all of them, or those for one recipient. */
final class SmsResource {
  private static final String TASK = "taskId";
  private static final String LIMIT = "limit";

  private final FlowState state;
  private final Recipients recipients;
  private final List<String> parameters;

  SmsResource(FlowState state, Recipients recipients) {
    this.state = state;
    this.recipients = recipients;
    parameters =
        Stream.of(Stream.of(TASK), recipients.fields().stream(), Stream.of(LIMIT))
            .flatMap(names -> names)
            .toList();
  }

  ControlResource resource() {
    return ControlResource.of("sms", Map.of("GET", this::sms));
  }

  private Reply sms(ControlRequest request) {
    ControlQuery query = new ControlQuery(request.call().query(), parameters);
    long limit = query.number(LIMIT).orElse(Long.MAX_VALUE);
    return Reply.json(
        200,
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
  private Map<String, Object> sent(Task task) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(TASK, task.id());
    entry.putAll(recipients.shown(task));
    entry.put("smsCode", task.smsCode());
    entry.put("sentAt", task.sentAt().toString());
    task.expiresAt().ifPresent(end -> entry.put("expiresAt", end.toString()));
    return entry;
  }
}
