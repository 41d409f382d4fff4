package io.github.qxylogin.mock.flow;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * An SMS that the mock has "sent". Its code is the mock's own invention, and so no secret.
 *
 * @param taskId the task that the code belongs to
 * @param smsCode the code
 * @param sentAt when it was sent, on the mock's clock
 * @param expiresAt until when the task can be redeemed; empty where it does not end by itself
 * @param recipient the recipient, by field of the request; sensitive values are masked
 */
public record SentSms(
    String taskId,
    String smsCode,
    Instant sentAt,
    Optional<Instant> expiresAt,
    Map<String, String> recipient) {

  public static SentSms of(Task task, Recipients recipients) {
    return new SentSms(
        task.id(),
        task.smsCode(),
        task.sentAt(),
        task.expiresAt(),
        Collections.unmodifiableMap(recipients.shown(task)));
  }
}
