package io.github.qxylogin.mock.stubbing;

import static io.github.qxylogin.mock.http.InvalidValueException.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.http.MockResponse;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the calls of an identity, an operation, or both together.
 *
 * @param identity null when it is for all calls of the operation
 * @param operation the operation; null when it is for all calls of the identity
 * @param delay the delay of the response; null for none
 * @param kind the kind of fault; null when the response is only late
 * @param acts whether the call takes effect before its response is changed; null is true, or false
 *     for a kind of fault that prevents it
 * @param numberOfChunks in how many parts a dribbled body comes; null is {@value #CHUNKS}, or none
 * @param totalDuration in how long a dribbled body comes; null is ten seconds, or none
 * @param times how many calls it applies to; null when it holds until it is removed
 */
public record Fault(
    @Nullable String identity,
    @Nullable String operation,
    @Nullable Duration delay,
    @JsonProperty("fault") @Nullable FaultKind kind,
    @Nullable Boolean acts,
    @Nullable Integer numberOfChunks,
    @Nullable Duration totalDuration,
    @Nullable Integer times) {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);
  private static final int CHUNKS = 10;
  private static final int MAX_CHUNKS = 1_000;
  private static final Duration DRIBBLE = Duration.ofSeconds(10);

  /**
   * @throws IllegalArgumentException if it is for no call, does nothing, or contradicts itself
   */
  public Fault {
    Outcome.filled("identity", identity);
    Outcome.filled("operation", operation);
    Outcome.requireTimes(times);
    check(identity != null || operation != null, "fault.identity-needed");
    check(delay != null || kind != null, "fault.delay-or-fault");
    bounded("delay", delay);
    bounded("totalDuration", totalDuration);
    if (kind == FaultKind.DRIBBLED_BODY) {
      numberOfChunks = numberOfChunks == null ? CHUNKS : numberOfChunks;
      totalDuration = totalDuration == null ? DRIBBLE : totalDuration;
    }
    check(
        kind == FaultKind.DRIBBLED_BODY || (numberOfChunks == null && totalDuration == null),
        "fault.dribble-only",
        FaultKind.DRIBBLED_BODY.key());
    Outcome.atLeastOne("numberOfChunks", numberOfChunks, MAX_CHUNKS);
    boolean canAct = kind != null && kind.canAct();
    check(
        canAct || !Boolean.FALSE.equals(acts),
        kind == null ? "fault.delay-acts" : "fault.never-acts",
        kind == null ? "" : kind.key());
    acts = canAct ? Boolean.valueOf(acts == null || acts) : null;
  }

  private static void bounded(String name, @Nullable Duration time) {
    check(
        time == null || (!time.isNegative() && time.compareTo(LONGEST_DELAY) <= 0),
        "value.duration-too-long",
        name,
        LONGEST_DELAY);
  }

  /** Returns whether the call takes effect before its response is changed. */
  boolean actsFirst() {
    return kind == null || Boolean.TRUE.equals(acts);
  }

  /** Returns the same of another identity, and for other calls. */
  public Fault with(@Nullable String other, @Nullable Integer calls) {
    return new Fault(other, operation, delay, kind, acts, numberOfChunks, totalDuration, calls);
  }

  /** Returns the fault of the response on the wire. */
  MockResponse.TransportFault transportFault() {
    return new MockResponse.TransportFault(
        Objects.requireNonNullElse(delay, Duration.ZERO),
        kind,
        Objects.requireNonNullElse(numberOfChunks, 0),
        Objects.requireNonNullElse(totalDuration, Duration.ZERO));
  }
}
