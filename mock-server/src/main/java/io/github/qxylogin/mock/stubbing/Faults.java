package io.github.qxylogin.mock.stubbing;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.exchange.UnknownNameException;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The faults that are set, by name, in the order in which they were set. Thread-safe. */
public final class Faults {
  private static final int MOST_FAULTS = 1_000;
  private static final String ALL = "all";
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  private final Contract contract;
  private final Identities identities;
  private final Store store;

  /** All together, since their order counts, under one key; empty where nothing is set. */
  private final Table<List<Active>> faults;

  public Faults(Contract contract, Identities identities, Store store) {
    this.contract = contract;
    this.identities = identities;
    this.store = store;
    faults = store.table("faults", 1, new TypeReference<>() {});
  }

  /**
   * A fault that is set.
   *
   * @param left how many more calls it strikes; null when it holds until it is removed
   */
  public record Active(String name, Fault fault, @Nullable Integer left) {
    private boolean isFor(Exchange exchange, Set<String> concerned) {
      return (fault.operation() == null || fault.operation().equals(exchange.operation().id()))
          && (fault.identity() == null || concerned.contains(Exchange.bounded(fault.identity())));
    }
  }

  /**
   * What a fault, or two of them, do to one call.
   *
   * @param names what they are called, the latest first
   * @param delay how long the answer is held back
   * @param failing the one that says what goes wrong with it; null when it is only late
   */
  record Struck(List<String> names, @Nullable Duration delay, @Nullable Fault failing) {
    private boolean lacks(Fault fault) {
      return (failing == null && fault.kind() != null) || (delay == null && fault.delay() != null);
    }

    /** Returns this with what it lacks from an earlier one. */
    private Struck over(Active earlier) {
      Fault fault = earlier.fault();
      return new Struck(
          Stream.concat(names.stream(), Stream.of(earlier.name())).toList(),
          delay == null ? fault.delay() : delay,
          failing == null && fault.kind() != null ? fault : failing);
    }

    /** Returns what the journal tells of it. */
    Decision.AppliedFault recorded() {
      return new Decision.AppliedFault(
          String.join(", ", names),
          Optional.ofNullable(failing).map(Fault::kind),
          delay == null ? Duration.ZERO : delay);
    }
  }

  /**
   * Sets a fault, in place of what was set under its name before, and returns it.
   *
   * @throws IllegalArgumentException if the name is none, there is no such operation or its calls
   *     are for no identity, or there are too many faults; then nothing is set
   */
  public Active set(String name, Fault fault) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "A fault's name has to be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    if (fault.operation() != null) {
      Operation operation = UnknownNameException.operation(fault.operation(), contract);
      if (fault.identity() != null) {
        Identities.check(List.of(operation));
      }
    }
    Active set = new Active(name, fault, fault.times());
    faults.compute(
        ALL,
        before -> {
          List<Active> after = new ArrayList<>(before == null ? List.of() : before);
          after.removeIf(other -> other.name().equals(name));
          if (after.size() >= MOST_FAULTS) {
            throw new IllegalArgumentException(
                "%d faults are set already; remove one.".formatted(MOST_FAULTS));
          }
          after.add(set);
          return List.copyOf(after);
        });
    return set;
  }

  public Optional<Active> of(String name) {
    return all().stream().filter(fault -> fault.name().equals(name)).findFirst();
  }

  /** Returns all faults, in the order in which they were set. */
  public List<Active> all() {
    List<Active> set = faults.isEmpty() ? null : faults.get(ALL);
    return set == null ? List.of() : set;
  }

  /** Removes the faults that are meant, and returns how many those were. */
  public int removeIf(Predicate<Active> meant) {
    return store.transact(
        () -> {
          List<Active> before = all();
          List<Active> after = before.stream().filter(meant.negate()).toList();
          if (after.size() < before.size()) {
            put(after);
          }
          return before.size() - after.size();
        });
  }

  private void put(List<Active> after) {
    if (after.isEmpty()) {
      faults.clear();
    } else {
      faults.put(ALL, List.copyOf(after));
    }
  }

  public void reset() {
    faults.clear();
  }

  /**
   * Lets the faults for a call strike it: the latest with a kind gives what goes wrong, the latest
   * with a delay how late it is. The others do not see the call.
   */
  public Optional<Struck> strike(Exchange exchange) {
    return faults.isEmpty()
        ? Optional.empty()
        : store.transact(() -> strike(exchange, identities.of(exchange)));
  }

  private Optional<Struck> strike(Exchange exchange, Set<String> concerned) {
    Struck struck = new Struck(List.of(), null, null);
    List<Active> before = all();
    List<Active> after = new ArrayList<>(before);
    ListIterator<Active> latestFirst = after.listIterator(after.size());
    while (latestFirst.hasPrevious()) {
      Active set = latestFirst.previous();
      if (set.isFor(exchange, concerned) && struck.lacks(set.fault())) {
        struck = struck.over(set);
        if (set.left() != null && set.left() == 1) {
          latestFirst.remove();
        } else if (set.left() != null) {
          latestFirst.set(new Active(set.name(), set.fault(), set.left() - 1));
        }
      }
    }
    if (struck.names().isEmpty()) {
      return Optional.empty();
    }
    if (!after.equals(before)) {
      put(after);
    }
    return Optional.of(struck);
  }
}
