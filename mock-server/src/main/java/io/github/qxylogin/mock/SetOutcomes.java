package io.github.qxylogin.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The outcomes of one identity, in their order, with the calls that are left. Thread-safe. */
final class SetOutcomes {
  private final List<WaitingOutcome> waiting;

  SetOutcomes(List<WaitingOutcome> outcomes) {
    waiting = new ArrayList<>(outcomes);
  }

  /** Counts a call, and returns the first outcome that fits it, as it stood before the call. */
  synchronized Optional<WaitingOutcome> take(Predicate<Outcome> fits) {
    for (int i = 0; i < waiting.size(); i++) {
      WaitingOutcome taken = waiting.get(i);
      if (fits.test(taken.outcome())) {
        int place = i;
        taken
            .afterOneCall()
            .ifPresentOrElse(left -> waiting.set(place, left), () -> waiting.remove(place));
        return Optional.of(taken);
      }
    }
    return Optional.empty();
  }

  /** Returns what still waits. */
  synchronized List<WaitingOutcome> left() {
    return List.copyOf(waiting);
  }
}
