package io.github.qxylogin.mock.stubbing;

import io.github.qxylogin.mock.text.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An outcome that is set, and for how many more calls.
 *
 * @param left for how many calls it still is; null when they are not counted
 * @param first when the first call got it; null when none has, or its time is not limited
 */
public record ActiveOutcome(Outcome outcome, @Nullable Integer left, @Nullable Instant first) {
  ActiveOutcome(Outcome outcome) {
    this(outcome, outcome.times(), null);
  }

  ActiveOutcome afterACall(Instant now) {
    return new ActiveOutcome(
        outcome,
        left == null ? null : Integer.valueOf(left - 1),
        first != null || outcome.lasting() == null ? first : now);
  }

  /** Returns the outcome for the calls that are left, with the whole time that it lasts. */
  public Outcome remaining() {
    return outcome.limited(left, outcome.lasting());
  }

  /** Returns its end; null when it has none, or none yet. */
  public @Nullable Instant until() {
    return first == null ? null : first.plus(outcome.lasting());
  }

  /** A clock that was set back to before the first call ends it. */
  boolean holds(Instant now) {
    return (left == null || left > 0)
        && (first == null || (!now.isBefore(first) && now.isBefore(until())));
  }

  /** Returns why a response was chosen, without the identity. */
  public Message why() {
    if (left == null) {
      return first == null ? Message.of("outcome.set") : Message.of("outcome.set-until", until());
    }
    return first == null
        ? Message.of("outcome.set-left", left, outcome.times())
        : Message.of("outcome.set-left-until", left, outcome.times(), until());
  }
}
