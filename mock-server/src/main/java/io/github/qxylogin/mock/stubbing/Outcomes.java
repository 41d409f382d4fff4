package io.github.qxylogin.mock.stubbing;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes that are set, by identity: a taxpayer number, a person, an account or a task.
 * Bounded: the oldest are dropped; each method is atomic for its identity.
 */
public final class Outcomes {
  /** How many outcomes an identity may have. */
  public static final int MAX_OUTCOMES = 100;

  /** The oldest identities are dropped. */
  public static final int MAX_IDENTITIES = 10_000;

  private final OutcomeMeanings meanings;
  private final Identities identities;
  private final Clock clock;
  private final Table<List<ActiveOutcome>> active;

  public Outcomes(OutcomeMeanings meanings, Identities identities, Clock clock, Store store) {
    this.meanings = meanings;
    this.identities = identities;
    this.clock = clock;
    active = store.table("outcomes", MAX_IDENTITIES, new TypeReference<>() {});
  }

  /**
   * Replaces the outcomes of an identity, and returns them. A call gets the first one that its
   * operation has and that has calls left.
   *
   * @throws IllegalArgumentException listing what exists, if there is no such case or code; then
   *     nothing changes
   */
  public List<ActiveOutcome> set(String identity, List<Outcome> outcomes) {
    InvalidValueException.check(!identity.isBlank(), "outcome.identity-needed");
    InvalidValueException.check(!outcomes.isEmpty(), "outcome.list-empty");
    InvalidValueException.check(
        outcomes.size() <= MAX_OUTCOMES, "outcome.list-too-long", MAX_OUTCOMES);
    List<ActiveOutcome> set = checked(outcomes);
    active.put(OperationRequest.bounded(identity), set);
    return set;
  }

  private List<ActiveOutcome> checked(List<Outcome> outcomes) {
    outcomes.forEach(meanings::check);
    return outcomes.stream().map(ActiveOutcome::new).toList();
  }

  /**
   * Adds outcomes before those of an identity. An outcome without end hides the ones behind it,
   * which are removed.
   *
   * @throws IllegalArgumentException listing what exists, if there is no such case or code, or
   *     there are too many; then nothing changes
   */
  public void prepend(String identity, List<Outcome> outcomes) {
    List<ActiveOutcome> newest = checked(outcomes);
    change(
        identity,
        earlier -> {
          List<ActiveOutcome> all = new ArrayList<>(newest);
          earlier.stream()
              .filter(set -> outcomes.stream().noneMatch(newer -> newer.hides(set.outcome())))
              .forEach(all::add);
          InvalidValueException.check(all.size() <= MAX_OUTCOMES, "outcome.too-many", MAX_OUTCOMES);
          return all;
        });
  }

  /** Forgets those outcomes of an identity that are meant. */
  public void removeIf(String identity, Predicate<Outcome> meant) {
    change(identity, set -> set.stream().filter(active -> !meant.test(active.outcome())).toList());
  }

  private void change(String identity, UnaryOperator<List<ActiveOutcome>> change) {
    active.compute(
        OperationRequest.bounded(identity),
        before -> {
          List<ActiveOutcome> after = change.apply(holding(before));
          return after.isEmpty() ? null : List.copyOf(after);
        });
  }

  private List<ActiveOutcome> holding(@Nullable List<ActiveOutcome> set) {
    Instant now = clock.instant();
    return set == null ? List.of() : set.stream().filter(each -> each.holds(now)).toList();
  }

  /** Returns the outcomes of an identity, with their remaining calls. */
  public List<ActiveOutcome> of(String identity) {
    return holding(active.get(OperationRequest.bounded(identity)));
  }

  /** Returns everything that is set, by identity. */
  public Map<String, List<ActiveOutcome>> all() {
    Map<String, List<ActiveOutcome>> all = new TreeMap<>(active.all());
    all.replaceAll((identity, set) -> holding(set));
    all.values().removeIf(List::isEmpty);
    return all;
  }

  /** Removes the outcomes of an identity, and returns whether there were any. */
  public boolean remove(String identity) {
    return active.remove(OperationRequest.bounded(identity)) != null;
  }

  public void reset() {
    active.clear();
  }

  /**
   * Counts a call, and returns the outcome that it gets, as it is after the call. Must run in the
   * call's transaction.
   */
  public Optional<ActiveOutcome> take(OperationRequest request) {
    return active.isEmpty()
        ? Optional.empty()
        : identities.of(request).stream()
            .flatMap(identity -> take(identity, request.operation()).stream())
            .findFirst();
  }

  private Optional<ActiveOutcome> take(String identity, Operation operation) {
    List<ActiveOutcome> set = new ArrayList<>(of(identity));
    for (int i = 0; i < set.size(); i++) {
      if (meanings.covers(set.get(i).outcome(), operation)) {
        ActiveOutcome taken = set.get(i).afterACall(clock.instant());
        set.set(i, taken);
        change(identity, before -> holding(set));
        return Optional.of(taken);
      }
    }
    return Optional.empty();
  }
}
