package io.github.qxylogin.mock.flow;

import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
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
 * @param issuer the operation that issued it; one that it links to can have it, and no other
 * @param values what the sending call was given and answered, by field
 * @param identities those of the values that are identities
 * @param lifts the persons whose locks it lifts when it is redeemed
 * @param recipient whom the SMS went to, by field; {@link Recipients#shown} masks the number
 * @param expiresAt until when the task can be redeemed; empty where it does not end by itself
 */
public record Task(
    String id,
    Operation issuer,
    Map<String, String> values,
    Set<String> identities,
    List<String> person,
    List<String> lifts,
    String smsCode,
    Map<String, String> recipient,
    Instant sentAt,
    Optional<Instant> expiresAt,
    Duration sessionLifetime) {

  boolean waitsAt(Instant now) {
    return new Lifetime(sentAt, expiresAt.orElse(Instant.MAX)).covers(now);
  }

  boolean runsAt(Instant now, Duration runsFor) {
    return new Lifetime(sentAt, sentAt.plus(runsFor)).covers(now);
  }

  /**
   * Returns whether a call may have it: its issuer links to it, and issued it to whom it is for.
   */
  boolean isFor(Exchange exchange, Flow flow) {
    return isFor(exchange.operation())
        && flow.identity().stream()
            .allMatch(f -> exchange.value(f).filter(v -> v.equals(values.get(f))).isPresent());
  }

  boolean isFor(Operation operation) {
    return issuer.linkTo(operation).isPresent();
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
