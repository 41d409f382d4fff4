package io.github.qxylogin.mock.stubbing;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.Identities;
import io.github.qxylogin.mock.http.InvalidValueException;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The faults that are set, by name, in the order in which they were set. */
public final class Faults {
  private static final int MAX_FAULTS = 1_000;
  private static final String ALL = "all";

  private final Contract contract;
  private final Identities identities;
  private final Store store;

  /** All together, since their order counts, under one key; empty without a fault. */
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
   * @param left how many more calls it applies to; null when it holds until it is removed
   */
  public record Active(String name, Fault fault, @Nullable Integer left) {
    private boolean isFor(OperationRequest request, Set<String> concerned) {
      return (fault.operation() == null || fault.operation().equals(request.operation().id()))
          && (fault.identity() == null
              || concerned.contains(OperationRequest.bounded(fault.identity())));
    }

    /** Returns the fault for the calls that are left. */
    public Fault remaining() {
      return fault.with(fault.identity(), left);
    }

    private Active afterACall() {
      return left == null ? this : new Active(name, fault, left - 1);
    }
  }

  /**
   * Sets a fault, in place of any with the same name, and returns it.
   *
   * @throws IllegalArgumentException if the name is none, there is no such operation or its calls
   *     are for no identity, or there are too many faults; then nothing changes
   */
  public Active set(String name, Fault fault) {
    InvalidValueException.checkName("value.kind.fault", name);
    if (fault.operation() != null) {
      Operation operation = InvalidValueException.operation(fault.operation(), contract);
      if (fault.identity() != null) {
        Identities.check(List.of(operation));
      }
    }
    Active set = new Active(name, fault, fault.times());
    change(
        before -> {
          List<Active> after = new ArrayList<>(before);
          after.removeIf(other -> other.name().equals(name));
          InvalidValueException.check(after.size() < MAX_FAULTS, "fault.too-many", MAX_FAULTS);
          after.add(set);
          return after;
        });
    return set;
  }

  private void change(UnaryOperator<List<Active>> change) {
    faults.compute(
        ALL,
        before -> {
          List<Active> after = change.apply(before == null ? List.of() : before);
          return after.isEmpty() ? null : List.copyOf(after);
        });
  }

  public Optional<Active> of(String name) {
    return all().stream().filter(fault -> fault.name().equals(name)).findFirst();
  }

  /** Returns all faults, in the order in which they were set. */
  public List<Active> all() {
    List<Active> set = faults.get(ALL);
    return set == null ? List.of() : set;
  }

  /** Removes the faults that are meant, and returns how many those were. */
  public int removeIf(Predicate<Active> meant) {
    return store.transact(
        () -> {
          int before = all().size();
          change(set -> set.stream().filter(meant.negate()).toList());
          return before - all().size();
        });
  }

  public void reset() {
    faults.clear();
  }

  /**
   * Returns the latest fault for a call, and counts the call for it. Must run in the call's
   * transaction.
   */
  public Optional<Active> match(OperationRequest request) {
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    Set<String> concerned = identities.of(request);
    Optional<Active> latest =
        all().stream()
            .filter(fault -> fault.isFor(request, concerned))
            .reduce((older, newer) -> newer);
    latest.filter(fault -> fault.left() != null).ifPresent(this::count);
    return latest;
  }

  private void count(Active applied) {
    change(
        set ->
            set.stream()
                .map(each -> each.equals(applied) ? applied.afterACall() : each)
                .filter(each -> !Objects.equals(each.left(), 0))
                .toList());
  }
}
