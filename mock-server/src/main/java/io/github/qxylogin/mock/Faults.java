package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The faults that are set, by name, in the order in which they were set. Thread-safe. */
final class Faults {
  private static final int MOST_FAULTS = 1_000;
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  private final List<String> operations;
  private final Identities identities;
  // Copied on each change, so that calls need no lock.
  private volatile List<SetFault> faults = List.of();

  Faults(Contract contract, Identities identities) {
    this.identities = identities;
    operations = contract.operations().stream().map(Operation::id).toList();
  }

  /**
   * Sets a fault, in place of what was set under its name before, and returns it.
   *
   * @throws IllegalArgumentException if the name is none, there is no such operation, or there are
   *     too many faults; then nothing is set
   */
  synchronized SetFault set(String name, Fault fault) {
    if (!name.matches(NAME)) {
      throw new BadControlRequestException(
          "A fault's name has to be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    fault.operation().filter(id -> !operations.contains(id)).ifPresent(this::refuse);
    List<SetFault> others = without(name);
    if (others.size() >= MOST_FAULTS) {
      throw new BadControlRequestException(
          "%d faults are set already; remove one.".formatted(MOST_FAULTS));
    }
    SetFault set = new SetFault(name, fault);
    others.add(set);
    faults = List.copyOf(others);
    return set;
  }

  private void refuse(String operation) {
    throw BadControlRequestException.listing(
        "the contract has no operation '%s'.".formatted(operation), operations);
  }

  /** Returns the fault of a name, if one is set. */
  Optional<SetFault> of(String name) {
    return faults.stream().filter(fault -> fault.name().equals(name)).findFirst();
  }

  /** Returns all faults, in the order in which they were set. */
  List<SetFault> all() {
    return faults;
  }

  /** Removes the fault of a name, and returns whether there was one. */
  synchronized boolean remove(String name) {
    List<SetFault> others = without(name);
    boolean removed = others.size() < faults.size();
    faults = List.copyOf(others);
    return removed;
  }

  /** Removes the faults that are meant; one that takes the name of such a one is another. */
  synchronized void removeIf(Predicate<SetFault> meant) {
    faults = faults.stream().filter(meant.negate()).toList();
  }

  /** Removes all faults. */
  synchronized void reset() {
    faults = List.of();
  }

  private List<SetFault> without(String name) {
    List<SetFault> others = new ArrayList<>(faults);
    others.removeIf(fault -> fault.name().equals(name));
    return others;
  }

  /**
   * Lets the faults for a call strike it: the latest with a kind gives what goes wrong, the latest
   * with a delay how late it is. The others do not see the call.
   */
  Optional<Strike> strike(Exchange exchange) {
    List<SetFault> now = faults;
    if (now.isEmpty()) {
      return Optional.empty();
    }
    Set<String> concerned = identities.of(exchange);
    Optional<Strike> struck = Optional.empty();
    for (int i = now.size() - 1; i >= 0; i--) {
      SetFault fault = now.get(i);
      if (fault.isFor(exchange, concerned)
          && struck.map(strike -> strike.lacks(fault.fault())).orElse(true)) {
        Optional<Strike> later = struck;
        struck = strike(fault).map(s -> later.map(l -> l.over(s)).orElse(s)).or(() -> later);
      }
    }
    return struck;
  }

  private Optional<Strike> strike(SetFault fault) {
    Optional<Strike> strike = fault.strike();
    if (fault.isSpent()) {
      removeIf(set -> set == fault);
    }
    return strike;
  }
}
