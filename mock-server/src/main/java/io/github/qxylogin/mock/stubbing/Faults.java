package io.github.qxylogin.mock.stubbing;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.FaultKind;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.exchange.ProblemDocument;
import io.github.qxylogin.mock.exchange.RecordedFault;
import io.github.qxylogin.mock.exchange.UnknownNameException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults that are set, by name, in the order in which they were set. Thread-safe. */
public final class Faults {
  private static final int MOST_FAULTS = 1_000;
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";

  private final List<String> operations;
  private final Identities identities;
  // Copied on each change, so that calls need no lock.
  private volatile List<Active> faults = List.of();

  public Faults(Contract contract, Identities identities) {
    this.identities = identities;
    operations = contract.operations().stream().map(Operation::id).toList();
  }

  /** A fault that is set, and how many calls it has struck. Thread-safe. */
  public static final class Active {
    private final String name;
    private final Fault fault;
    private int struck;

    private Active(String name, Fault fault) {
      this.name = name;
      this.fault = fault;
    }

    public String name() {
      return name;
    }

    public Fault fault() {
      return fault;
    }

    private boolean isFor(Exchange exchange, Set<String> concerned) {
      return (fault.operation() == null || fault.operation().equals(exchange.operation().id()))
          && (fault.identity() == null || concerned.contains(Exchange.bounded(fault.identity())));
    }

    private synchronized boolean strikes() {
      if (isSpent()) {
        return false;
      }
      struck++;
      return true;
    }

    /** Returns how many more calls it strikes; null when it holds until it is removed. */
    public synchronized @Nullable Integer left() {
      return fault.times() == null ? null : Integer.valueOf(fault.times() - struck);
    }

    private synchronized boolean isSpent() {
      return fault.times() != null && struck >= fault.times();
    }
  }

  /**
   * What a fault, or several of them, do to one call.
   *
   * @param name what they are called, the latest first
   * @param delay how long the answer is held back; null when none of them says so
   * @param kind what goes wrong with it; null when it is only late
   * @param acts whether the platform acts, and answers as usual, before that
   */
  record Strike(String name, @Nullable Duration delay, @Nullable FaultKind kind, boolean acts) {
    private boolean lacks(Fault fault) {
      return (kind == null && fault.kind() != null) || (delay == null && fault.delay() != null);
    }

    /** Returns this with what it lacks from an earlier one. */
    private Strike over(Active earlier) {
      Fault fault = earlier.fault();
      return new Strike(
          name.isEmpty() ? earlier.name() : name + ", " + earlier.name(),
          delay == null ? fault.delay() : delay,
          kind == null ? fault.kind() : kind,
          kind == null ? fault.actsFirst() : acts);
    }

    /** Returns what the journal tells of it. */
    RecordedFault recorded() {
      return new RecordedFault(
          name, Optional.ofNullable(kind), delay == null ? Duration.ZERO : delay);
    }
  }

  /**
   * Sets a fault, in place of what was set under its name before, and returns it.
   *
   * @throws IllegalArgumentException if the name is none, there is no such operation, or there are
   *     too many faults; then nothing is set
   */
  public synchronized Active set(String name, Fault fault) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "A fault's name has to be 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    if (fault.operation() != null && !operations.contains(fault.operation())) {
      throw new UnknownNameException(
          "the contract has no operation '%s'."
              .formatted(ProblemDocument.quoted(fault.operation())),
          operations);
    }
    List<Active> others = without(name);
    if (others.size() >= MOST_FAULTS) {
      throw new IllegalArgumentException(
          "%d faults are set already; remove one.".formatted(MOST_FAULTS));
    }
    Active set = new Active(name, fault);
    others.add(set);
    faults = List.copyOf(others);
    return set;
  }

  /** Returns the fault of a name, if one is set. */
  public Optional<Active> of(String name) {
    return faults.stream().filter(fault -> fault.name().equals(name)).findFirst();
  }

  /** Returns all faults, in the order in which they were set. */
  public List<Active> all() {
    return faults;
  }

  /** Removes the fault of a name, and returns whether there was one. */
  public synchronized boolean remove(String name) {
    List<Active> others = without(name);
    boolean removed = others.size() < faults.size();
    faults = List.copyOf(others);
    return removed;
  }

  /** Removes the faults that are meant; one that takes the name of such a one is another. */
  public synchronized void removeIf(Predicate<Active> meant) {
    faults = faults.stream().filter(meant.negate()).toList();
  }

  /** Removes all faults. */
  public synchronized void reset() {
    faults = List.of();
  }

  private List<Active> without(String name) {
    List<Active> others = new ArrayList<>(faults);
    others.removeIf(fault -> fault.name().equals(name));
    return others;
  }

  /**
   * Lets the faults for a call strike it: the latest with a kind gives what goes wrong, the latest
   * with a delay how late it is. The others do not see the call.
   */
  public Optional<Strike> strike(Exchange exchange) {
    List<Active> now = faults;
    if (now.isEmpty()) {
      return Optional.empty();
    }
    Set<String> concerned = identities.of(exchange);
    Strike struck = new Strike("", null, null, true);
    for (int i = now.size() - 1; i >= 0; i--) {
      Active fault = now.get(i);
      if (fault.isFor(exchange, concerned) && struck.lacks(fault.fault()) && fault.strikes()) {
        struck = struck.over(fault);
        if (fault.isSpent()) {
          removeIf(set -> set == fault);
        }
      }
    }
    return Optional.of(struck).filter(strike -> !strike.name().isEmpty());
  }
}
