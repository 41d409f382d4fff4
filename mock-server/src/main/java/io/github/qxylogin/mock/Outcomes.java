package io.github.qxylogin.mock;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The outcomes that are set, by identity: a taxpayer number, a person, an account or a task.
 * Bounded, so that the oldest give way; each method is atomic for its identity.
 */
final class Outcomes {
  private static final int MOST_IDENTITIES = 10_000;

  private final OutcomeMeanings meanings;
  private final Identities identities;
  private final Latest<String, SetOutcomes> waiting = new Latest<>(MOST_IDENTITIES);

  Outcomes(OutcomeMeanings meanings, Identities identities) {
    this.meanings = meanings;
    this.identities = identities;
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
    waiting.put(Exchange.bounded(identity), new SetOutcomes(outcomes));
  }

  void set(String identity, Outcome... outcomes) {
    set(identity, List.of(outcomes));
  }

  /** Returns what is set for an identity, with the calls that are left. */
  List<WaitingOutcome> of(String identity) {
    SetOutcomes set = waiting.get(Exchange.bounded(identity));
    return set == null ? List.of() : set.left();
  }

  /** Returns everything that is set, by identity. */
  Map<String, List<WaitingOutcome>> all() {
    Map<String, List<WaitingOutcome>> all = new TreeMap<>();
    waiting.all().forEach((identity, set) -> all.put(identity, set.left()));
    return all;
  }

  /** Forgets what is set for an identity, and returns whether anything was. */
  boolean remove(String identity) {
    return waiting.remove(Exchange.bounded(identity));
  }

  /** Forgets everything. */
  void reset() {
    waiting.clear();
  }

  /** Counts a call, and returns the outcome that it gets, as it stood before the call. */
  Optional<WaitingOutcome> take(Exchange exchange) {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    return identities.of(exchange).stream()
        .flatMap(identity -> take(identity, exchange).stream())
        .findFirst();
  }

  private Optional<WaitingOutcome> take(String identity, Exchange exchange) {
    SetOutcomes set = waiting.get(identity);
    if (set == null) {
      return Optional.empty();
    }
    Optional<WaitingOutcome> taken =
        set.take(outcome -> meanings.covers(outcome, exchange.operation()));
    if (set.left().isEmpty()) {
      waiting.compute(identity, now -> now == set ? null : now);
    }
    return taken;
  }
}
