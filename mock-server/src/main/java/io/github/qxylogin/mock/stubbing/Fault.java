package io.github.qxylogin.mock.stubbing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.qxylogin.mock.exchange.FaultKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with the calls of an identity or an operation, or of both together.
 *
 * @param identity whose calls; null when it is for everybody's of the operation
 * @param operation the operation; null when it is for all calls of the identity
 * @param delay how long the answer is held back; null when that is not this one's matter
 * @param kind what goes wrong with it; null when it is only late
 * @param acts whether the platform acts before its answer is lost; null is true
 * @param times how many calls are struck; null when it holds until it is removed
 */
public record Fault(
    @Nullable String identity,
    @Nullable String operation,
    @Nullable Duration delay,
    @JsonProperty("fault") @Nullable FaultKind kind,
    @Nullable Boolean acts,
    @Nullable Integer times) {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(10);

  /**
   * @throws IllegalArgumentException if it is for nobody, does nothing, or contradicts itself
   */
  public Fault {
    Outcome.filled("identity", identity);
    Outcome.filled("operation", operation);
    Outcome.atLeastOnce(times);
    if (identity == null && operation == null) {
      throw new IllegalArgumentException(
          "A fault needs an identity or an operation, so that it strikes nobody else.");
    }
    if (delay == null && kind == null) {
      throw new IllegalArgumentException("A fault needs a delay or a fault, or both.");
    }
    if (delay != null && (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0)) {
      throw new IllegalArgumentException(
          "delay has to be from PT0S to %s.".formatted(LONGEST_DELAY));
    }
    acts = acts == null || acts;
    if (!acts && (kind == null || !kind.canAct())) {
      throw new IllegalArgumentException(
          "acts is false only with a fault that loses an answer; %s"
              .formatted(kind == null ? "a mere delay always acts." : kind.key() + " never acts."));
    }
  }

  /** Returns whether the platform acts, and answers as usual, before something goes wrong. */
  boolean actsFirst() {
    return acts && (kind == null || kind.canAct());
  }
}
