package io.github.qxylogin.mock;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the codes that were "sent", newest first. */
final class SmsResource {
  private final FlowState state;

  SmsResource(FlowState state) {
    this.state = state;
  }

  ControlResource resource() {
    return ControlResource.of("sms", Map.of("GET", this::sms));
  }

  private Reply sms(ControlRequest request) {
    return Reply.json(200, state.sms().stream().map(SmsResource::sent).toList());
  }

  /** The codes are the mock's own invention, and so no secret. */
  private static Map<String, Object> sent(Task task) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("taskId", task.id());
    entry.putAll(task.recipient());
    entry.put("smsCode", task.smsCode());
    entry.put("sentAt", task.sentAt().toString());
    entry.put("expiresAt", task.expiresAt().toString());
    return entry;
  }
}
