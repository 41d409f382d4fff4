package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A login that waits for its SMS code, or a task that runs and is asked after.
 *
 * @param operation the operation that issued it
 * @param group its tag; another group's operation cannot redeem it
 * @param values what the sending call was given and answered, by field
 * @param identities those of the values that tell whom the call was for
 * @param recipient whom the SMS went to, by field; {@link Recipients#shown} masks the number
 * @param expiresAt until when the task can be redeemed; empty where it does not end by itself
 * @param runsFor how long it runs, if it is one that is polled
 */
public record Task(
    String id,
    String operation,
    String group,
    Map<String, String> values,
    Set<String> identities,
    List<String> person,
    String smsCode,
    Map<String, String> recipient,
    Instant sentAt,
    Optional<Instant> expiresAt,
    Duration sessionLifetime,
    Duration runsFor) {

  boolean waitsAt(Instant now) {
    return new Lifetime(sentAt, expiresAt.orElse(Instant.MAX)).covers(now);
  }

  boolean runsAt(Instant now) {
    return new Lifetime(sentAt, sentAt.plus(runsFor)).covers(now);
  }

  /** Returns whether a call may have it: its group issued the task, for whom the call is. */
  boolean isFor(Exchange exchange, Flow flow) {
    return isOfGroup(exchange)
        && flow.identity().stream()
            .allMatch(f -> exchange.value(f).filter(v -> v.equals(values.get(f))).isPresent());
  }

  boolean isOfGroup(Exchange exchange) {
    return group.equals(exchange.operation().tag());
  }

  /** Returns whether the task is this one, or was issued to this taxpayer or person. */
  public boolean isOf(String identity) {
    return id.equals(identity) || identities.contains(Exchange.bounded(identity));
  }

  @Override
  public String toString() {
    return "Task[" + id + "]";
  }
}
