package io.github.qxylogin.mock.stubbing;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes that are set, by identity: a taxpayer number, a person, an account or a task.
 * Bounded, so that the oldest give way; each method is atomic for its identity.
 */
public final class Outcomes {
  /** How many outcomes an identity may have. */
  public static final int MOST_OUTCOMES = 100;

  private static final int MOST_IDENTITIES = 10_000;

  private final OutcomeMeanings meanings;
  private final Identities identities;
  private final Clock clock;
  private final Table<List<Waiting>> waiting;

  public Outcomes(OutcomeMeanings meanings, Identities identities, Clock clock, Store store) {
    this.meanings = meanings;
    this.identities = identities;
    this.clock = clock;
    waiting = store.table("outcomes", MOST_IDENTITIES, new TypeReference<>() {});
  }

  /**
   * An outcome that is set, and for how many more calls.
   *
   * @param outcome what was set
   * @param left for how many calls it still is; null when they are not counted
   * @param first when the first call got it; null when none has, or that does not matter
   */
  public record Waiting(Outcome outcome, @Nullable Integer left, @Nullable Instant first) {
    static Waiting of(Outcome outcome) {
      return new Waiting(outcome, outcome.times(), null);
    }

    private Waiting afterACall(Instant now) {
      return new Waiting(
          outcome,
          left == null ? null : Integer.valueOf(left - 1),
          first != null || outcome.lasting() == null ? first : now);
    }

    /** Returns until when it holds; null when that is not limited, or not known yet. */
    public @Nullable Instant until() {
      return first == null ? null : first.plus(outcome.lasting());
    }

    /** A clock that is back before the first call has nothing of it ahead. */
    private boolean holds(Instant now) {
      return (left == null || left > 0)
          && (first == null || (!now.isBefore(first) && now.isBefore(until())));
    }

    /** Says why an answer was chosen; never whom it was set for. */
    public String why() {
      if (left != null && first != null) {
        return "an outcome was set for this identity; %d of %d left, until %s"
            .formatted(left, outcome.times(), until());
      }
      if (left != null) {
        return "an outcome was set for this identity; %d of %d left"
            .formatted(left, outcome.times());
      }
      return "an outcome was set for this identity, until "
          + (first == null ? "it is removed" : until());
    }
  }

  /**
   * Sets what the calls for an identity are answered, in place of what was set before, and returns
   * it. A call takes the first that its operation can give and that has calls left.
   *
   * @throws IllegalArgumentException listing what exists, if there is no such case or code; then
   *     nothing is set
   */
  public List<Waiting> set(String identity, List<Outcome> outcomes) {
    if (identity.isBlank() || outcomes.isEmpty()) {
      throw new IllegalArgumentException(
          "an outcome needs an identity, and an identity an outcome");
    }
    List<Waiting> set = checked(outcomes);
    waiting.put(Exchange.bounded(identity), set);
    return set;
  }

  public void set(String identity, Outcome... outcomes) {
    set(identity, List.of(outcomes));
  }

  private List<Waiting> checked(List<Outcome> outcomes) {
    outcomes.forEach(meanings::check);
    return outcomes.stream().map(Waiting::of).toList();
  }

  /**
   * Sets outcomes before those that wait for an identity already, but for those that they hide:
   * what is behind one without end is never reached.
   *
   * @throws IllegalArgumentException listing what exists, if there is no such case or code, or
   *     there are too many; then nothing is set
   */
  public void prepend(String identity, List<Outcome> outcomes) {
    List<Waiting> newest = checked(outcomes);
    Set<Optional<String>> withoutEnd =
        outcomes.stream()
            .filter(Outcome::holdsForGood)
            .map(outcome -> Optional.ofNullable(outcome.operation()))
            .collect(Collectors.toSet());
    Predicate<Outcome> hidden =
        earlier -> withoutEnd.contains(Optional.ofNullable(earlier.operation()));
    change(identity, earlier -> bounded(Stream.concat(newest.stream(), without(hidden, earlier))));
  }

  private static List<Waiting> bounded(Stream<Waiting> outcomes) {
    List<Waiting> all = outcomes.toList();
    if (all.size() > MOST_OUTCOMES) {
      throw new IllegalArgumentException(
          "An identity takes at most %d outcomes.".formatted(MOST_OUTCOMES));
    }
    return all;
  }

  /** Forgets those outcomes of an identity that are meant. */
  public void removeIf(String identity, Predicate<Outcome> meant) {
    change(identity, earlier -> without(meant, earlier).toList());
  }

  private static Stream<Waiting> without(Predicate<Outcome> meant, List<Waiting> outcomes) {
    return outcomes.stream().filter(waiting -> !meant.test(waiting.outcome()));
  }

  /** No call takes anything in between. */
  private void change(String identity, UnaryOperator<List<Waiting>> change) {
    waiting.compute(
        Exchange.bounded(identity),
        before -> {
          List<Waiting> after = change.apply(holding(before));
          if (after.equals(before)) {
            return before;
          }
          return after.isEmpty() ? null : after;
        });
  }

  private List<Waiting> holding(@Nullable List<Waiting> set) {
    Instant now = clock.instant();
    return set == null ? List.of() : set.stream().filter(each -> each.holds(now)).toList();
  }

  /** Returns what is set for an identity, with the calls that are left. */
  public List<Waiting> of(String identity) {
    return holding(waiting.get(Exchange.bounded(identity)));
  }

  /** Returns everything that is set, by identity. */
  public Map<String, List<Waiting>> all() {
    Map<String, List<Waiting>> all = new TreeMap<>(waiting.all());
    all.replaceAll((identity, set) -> holding(set));
    all.values().removeIf(List::isEmpty);
    return all;
  }

  /** Forgets what is set for an identity, and returns whether anything was. */
  public boolean remove(String identity) {
    return waiting.remove(Exchange.bounded(identity)) != null;
  }

  public void reset() {
    waiting.clear();
  }

  /** Counts a call, and returns the outcome that it gets, as it stands after the call. */
  public Optional<Waiting> take(Exchange exchange) {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    return identities.of(exchange).stream()
        .flatMap(identity -> take(identity, exchange).stream())
        .findFirst();
  }

  private Optional<Waiting> take(String identity, Exchange exchange) {
    AtomicReference<Waiting> taken = new AtomicReference<>();
    change(
        identity,
        set -> {
          List<Waiting> after = new ArrayList<>(set);
          for (ListIterator<Waiting> each = after.listIterator(); each.hasNext(); ) {
            Waiting first = each.next();
            if (meanings.covers(first.outcome(), exchange.operation())) {
              taken.set(first.afterACall(clock.instant()));
              each.set(taken.get());
              break;
            }
          }
          return holding(after);
        });
    return Optional.ofNullable(taken.get());
  }
}
