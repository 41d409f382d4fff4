package io.github.qxylogin.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A login that waits for its SMS code.
 *
 * @param id the task's id, as text
 * @param group the tag of the operation that issued it; another group's cannot redeem it
 * @param values what the sending call was given and answered, by field
 * @param person the natural person who logs in, and where
 * @param smsCode the code that the SMS brings
 * @param recipient whom the SMS went to, by field; {@link Recipients#shown} masks the number
 * @param sentAt when the SMS was sent
 * @param expiresAt until when the task can be redeemed
 * @param sessionLifetime how long the session holds that it leads to
 */
record Task(
    String id,
    String group,
    Map<String, String> values,
    List<String> person,
    String smsCode,
    Map<String, String> recipient,
    Instant sentAt,
    Instant expiresAt,
    Duration sessionLifetime) {

  boolean waitsAt(Instant now) {
    return new Lifetime(sentAt, expiresAt).covers(now);
  }

  /** Returns whether the task is this one, or was issued to this taxpayer or person. */
  boolean isOf(String identity) {
    return id.equals(identity) || values.containsValue(Exchange.bounded(identity));
  }

  @Override
  public String toString() {
    return "Task[" + id + "]";
  }
}
