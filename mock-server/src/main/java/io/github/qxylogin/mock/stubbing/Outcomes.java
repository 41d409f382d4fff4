package io.github.qxylogin.mock.stubbing;

import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.exchange.Latest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes that are set, by identity: a taxpayer number, a person, an account or a task.
 * Bounded, so that the oldest give way; each method is atomic for its identity.
 */
public final class Outcomes {
  private static final int MOST_IDENTITIES = 10_000;

  private final OutcomeMeanings meanings;
  private final Identities identities;
  private final Latest<String, List<Waiting>> waiting = new Latest<>(MOST_IDENTITIES);

  public Outcomes(OutcomeMeanings meanings, Identities identities) {
    this.meanings = meanings;
    this.identities = identities;
  }

  /**
   * An outcome that is set, and for how many more calls.
   *
   * @param outcome what was set
   * @param left for how many calls it still is; null when it holds until it is removed
   */
  public record Waiting(Outcome outcome, @Nullable Integer left) {
    public static Waiting of(Outcome outcome) {
      return new Waiting(outcome, outcome.times());
    }

    /** Says why an answer was chosen, once this call is counted; never whom it was set for. */
    public String why() {
      return "an outcome was set for this identity"
          + (left == null
              ? ", until it is removed"
              : "; %d of %d left".formatted(left - 1, outcome.times()));
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
   * Sets outcomes before those that wait for an identity already, but for those that they hide.
   *
   * @throws IllegalArgumentException listing what exists, if there is no such case or code; then
   *     nothing is set
   */
  public void prepend(String identity, List<Outcome> outcomes, Predicate<Outcome> hidden) {
    List<Waiting> newest = checked(outcomes);
    change(identity, earlier -> Stream.concat(newest.stream(), without(hidden, earlier)).toList());
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
          List<Waiting> after = change.apply(before == null ? List.of() : before);
          return after.isEmpty() ? null : after;
        });
  }

  /** Returns what is set for an identity, with the calls that are left. */
  public List<Waiting> of(String identity) {
    List<Waiting> set = waiting.get(Exchange.bounded(identity));
    return set == null ? List.of() : set;
  }

  /** Returns everything that is set, by identity. */
  public Map<String, List<Waiting>> all() {
    return new TreeMap<>(waiting.all());
  }

  /** Forgets what is set for an identity, and returns whether anything was. */
  public boolean remove(String identity) {
    return waiting.remove(Exchange.bounded(identity));
  }

  /** Forgets everything. */
  public void reset() {
    waiting.clear();
  }

  /** Counts a call, and returns the outcome that it gets, as it stood before the call. */
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
    waiting.compute(
        identity,
        set -> {
          Waiting first = first(set, exchange);
          taken.set(first);
          return first == null ? set : afterOneCall(set, first);
        });
    return Optional.ofNullable(taken.get());
  }

  private @Nullable Waiting first(@Nullable List<Waiting> set, Exchange exchange) {
    return Stream.ofNullable(set)
        .flatMap(List::stream)
        .filter(each -> meanings.covers(each.outcome(), exchange.operation()))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable List<Waiting> afterOneCall(List<Waiting> set, Waiting taken) {
    if (taken.left() == null) {
      return set;
    }
    List<Waiting> after = new ArrayList<>(set);
    int place = set.indexOf(taken);
    if (taken.left() > 1) {
      after.set(place, new Waiting(taken.outcome(), taken.left() - 1));
    } else {
      after.remove(place);
    }
    return after.isEmpty() ? null : List.copyOf(after);
  }
}
