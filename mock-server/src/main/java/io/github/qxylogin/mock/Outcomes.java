package io.github.qxylogin.mock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The outcomes that are set, by identity: a taxpayer number, a person, an account or a task.
 * Bounded; each method is atomic for its identity.
 */
final class Outcomes {
  private static final int MOST_IDENTITIES = 10_000;

  private final OutcomeMeanings meanings;
  private final Cache<String, List<WaitingOutcome>> waiting =
      Caffeine.newBuilder().maximumSize(MOST_IDENTITIES).executor(Runnable::run).build();

  Outcomes(OutcomeMeanings meanings) {
    this.meanings = meanings;
  }

  /**
   * Sets what the calls for an identity are answered, in place of what was set before. A call takes
   * the first that its operation can give and that has calls left.
   *
   * @throws IllegalArgumentException listing what exists, if there is no such case or code; then
   *     nothing is set
   */
  void set(String identity, List<Outcome> outcomes) {
    if (identity.isBlank() || outcomes.isEmpty()) {
      throw new IllegalArgumentException(
          "an outcome needs an identity, and an identity an outcome");
    }
    outcomes.forEach(meanings::check);
    waiting.put(Exchange.bounded(identity), outcomes.stream().map(WaitingOutcome::of).toList());
  }

  void set(String identity, Outcome... outcomes) {
    set(identity, List.of(outcomes));
  }

  /** Returns what is set for an identity, with the calls that are left. */
  List<WaitingOutcome> of(String identity) {
    List<WaitingOutcome> set = waiting.getIfPresent(Exchange.bounded(identity));
    return set == null ? List.of() : set;
  }

  /** Returns everything that is set, by identity. */
  Map<String, List<WaitingOutcome>> all() {
    return new TreeMap<>(waiting.asMap());
  }

  /** Forgets what is set for an identity, and returns whether anything was. */
  boolean remove(String identity) {
    return waiting.asMap().remove(Exchange.bounded(identity)) != null;
  }

  /** Forgets everything. */
  void reset() {
    waiting.invalidateAll();
  }

  /** Counts a call, and returns the outcome that it gets, as it stood before the call. */
  Optional<WaitingOutcome> take(Exchange exchange) {
    if (waiting.asMap().isEmpty()) {
      return Optional.empty();
    }
    return exchange.identities().stream()
        .flatMap(identity -> take(identity, exchange).stream())
        .findFirst();
  }

  private Optional<WaitingOutcome> take(String identity, Exchange exchange) {
    AtomicReference<WaitingOutcome> taken = new AtomicReference<>();
    waiting
        .asMap()
        .computeIfPresent(
            identity,
            (key, before) -> {
              List<WaitingOutcome> after = new ArrayList<>(before);
              for (WaitingOutcome candidate : before) {
                if (meanings.covers(candidate.outcome(), exchange.operation())) {
                  taken.set(candidate);
                  count(after, candidate);
                  break;
                }
              }
              return after.isEmpty() ? null : List.copyOf(after);
            });
    return Optional.ofNullable(taken.get());
  }

  private static void count(List<WaitingOutcome> outcomes, WaitingOutcome taken) {
    int place = outcomes.indexOf(taken);
    taken
        .afterOneCall()
        .ifPresentOrElse(left -> outcomes.set(place, left), () -> outcomes.remove(place));
  }
}
