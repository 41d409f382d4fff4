package io.github.qxylogin.mock;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An outcome that is set, and for how many more calls.
 *
 * @param outcome what was set
 * @param left for how many calls it still is; nothing when it holds until it is removed
 */
record WaitingOutcome(Outcome outcome, OptionalInt left) {

  static WaitingOutcome of(Outcome outcome) {
    return new WaitingOutcome(outcome, outcome.times());
  }

  /** Returns what waits after one more call; nothing after the last. */
  Optional<WaitingOutcome> afterOneCall() {
    if (left.isEmpty()) {
      return Optional.of(this);
    }
    int after = left.getAsInt() - 1;
    return after == 0
        ? Optional.empty()
        : Optional.of(new WaitingOutcome(outcome, OptionalInt.of(after)));
  }

  /** Says why an answer was chosen, once this call is counted; never whom it was set for. */
  String why() {
    return "an outcome was set for this identity"
        + (left.isEmpty()
            ? ", until it is removed"
            : "; %d of %d left"
                .formatted(left.getAsInt() - 1, outcome.times().orElse(left.getAsInt())));
  }
}
