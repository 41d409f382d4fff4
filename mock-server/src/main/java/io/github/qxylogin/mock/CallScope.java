package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which calls it is that a test sets something for. There is one fault for each identity and
 * operation: setting a delay keeps what goes wrong, and the other way round.
 *
 * @param identity whose calls; nothing when it is everybody's
 * @param operation the operation that is called; nothing when it is any
 * @param times how many calls; nothing when it is all
 */
record CallScope(Optional<String> identity, Optional<String> operation, OptionalInt times) {
  private static final String NAME = "test-";

  /**
   * Returns the same for so many calls.
   *
   * @throws IllegalArgumentException if that is not at least one
   */
  CallScope times(int calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("times takes one call or more, not " + calls);
    }
    return new CallScope(identity, operation, OptionalInt.of(calls));
  }

  CallScope on(String operationId) {
    return new CallScope(identity, Optional.of(operationId), times);
  }

  void delay(Faults faults, Duration time) {
    synchronized (faults) {
      Optional<SetFault> before = find(faults);
      Optional<FaultKind> kind = before.flatMap(set -> set.fault().kind());
      boolean acts = before.map(set -> set.fault().acts()).orElse(true);
      set(faults, before, fault(Optional.of(Delay.fixed(time)), kind, acts));
    }
  }

  void fail(Faults faults, FaultKind kind, boolean acts) {
    synchronized (faults) {
      Optional<SetFault> before = find(faults);
      Optional<Delay> delay = before.flatMap(set -> set.fault().delay());
      set(faults, before, fault(delay, Optional.of(kind), acts));
    }
  }

  private Fault fault(Optional<Delay> delay, Optional<FaultKind> kind, boolean acts) {
    return new Fault(identity, operation, delay, kind, acts, 1, times, 0);
  }

  private static void set(Faults faults, Optional<SetFault> before, Fault fault) {
    String name =
        before
            .map(SetFault::name)
            .orElseGet(
                () ->
                    IntStream.iterate(1, i -> i + 1)
                        .mapToObj(i -> NAME + i)
                        .filter(free -> faults.of(free).isEmpty())
                        .findFirst()
                        .orElseThrow());
    faults.set(name, fault);
  }

  private Optional<SetFault> find(Faults faults) {
    return faults.all().stream()
        .filter(set -> set.name().startsWith(NAME))
        .filter(set -> set.fault().identity().equals(identity))
        .filter(set -> set.fault().operation().equals(operation))
        .findFirst();
  }

  /** Removes all that was set in this scope, by tests or otherwise; narrower scopes too. */
  void clear(Faults faults) {
    for (SetFault set : faults.all()) {
      if ((identity.isEmpty() || set.fault().identity().equals(identity))
          && (operation.isEmpty() || set.fault().operation().equals(operation))) {
        faults.remove(set.name());
      }
    }
  }
}
