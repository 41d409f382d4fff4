package io.github.qxylogin.mock;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
   * Sets what the calls for an identity are answered, in place of what was set before, and returns
   * it. A call takes the first that its operation can give and that has calls left.
   *
   * @throws IllegalArgumentException listing what exists, if there is no such case or code; then
   *     nothing is set
   */
  List<WaitingOutcome> set(String identity, List<Outcome> outcomes) {
    if (identity.isBlank() || outcomes.isEmpty()) {
      throw new IllegalArgumentException(
          "an outcome needs an identity, and an identity an outcome");
    }
    outcomes.forEach(meanings::check);
    List<WaitingOutcome> set = outcomes.stream().map(WaitingOutcome::of).toList();
    waiting.put(Exchange.bounded(identity), new SetOutcomes(set));
    return set;
  }

  void set(String identity, Outcome... outcomes) {
    set(identity, List.of(outcomes));
  }

  /**
   * Sets outcomes before those that wait for an identity already, but for those that they hide.
   *
   * @throws IllegalArgumentException listing what exists, if there is no such case or code; then
   *     nothing is set
   */
  void prepend(String identity, List<Outcome> outcomes, Predicate<Outcome> hidden) {
    outcomes.forEach(meanings::check);
    List<WaitingOutcome> newest = outcomes.stream().map(WaitingOutcome::of).toList();
    change(identity, earlier -> Stream.concat(newest.stream(), without(hidden, earlier)).toList());
  }

  /** Forgets those outcomes of an identity that are meant. */
  void removeIf(String identity, Predicate<Outcome> meant) {
    change(identity, earlier -> without(meant, earlier).toList());
  }

  private static Stream<WaitingOutcome> without(
      Predicate<Outcome> meant, List<WaitingOutcome> outcomes) {
    return outcomes.stream().filter(waiting -> !meant.test(waiting.outcome()));
  }

  /** No call takes anything in between. */
  private void change(String identity, UnaryOperator<List<WaitingOutcome>> change) {
    waiting.compute(
        Exchange.bounded(identity),
        before -> {
          List<WaitingOutcome> after = change.apply(before == null ? List.of() : before.left());
          return after.isEmpty() ? null : new SetOutcomes(after);
        });
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
    AtomicReference<WaitingOutcome> taken = new AtomicReference<>();
    waiting.compute(
        identity,
        set -> {
          if (set == null) {
            return null;
          }
          set.take(outcome -> meanings.covers(outcome, exchange.operation())).ifPresent(taken::set);
          return set.left().isEmpty() ? null : set;
        });
    return Optional.ofNullable(taken.get());
  }
}
