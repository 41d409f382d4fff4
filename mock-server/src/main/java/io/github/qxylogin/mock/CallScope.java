package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which calls it is that a test sets something for. Each setting is a fault of its own.
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
    set(faults, fault(Optional.of(Delay.fixed(time)), Optional.empty(), true));
  }

  void fail(Faults faults, FaultKind kind) {
    set(faults, fault(Optional.empty(), Optional.of(kind), true));
  }

  void failBeforeActing(Faults faults, FaultKind kind) {
    if (!kind.canAct()) {
      throw new IllegalArgumentException(
          "with %s the mock never acts: call fails(%s)".formatted(kind, kind));
    }
    set(faults, fault(Optional.empty(), Optional.of(kind), false));
  }

  private Fault fault(Optional<Delay> delay, Optional<FaultKind> kind, boolean acts) {
    return new Fault(identity, operation, delay, kind, acts, 1, times, 0);
  }

  private static void set(Faults faults, Fault fault) {
    synchronized (faults) {
      if (fault.times().isEmpty()) {
        faults.removeIf(set -> isHidden(set, fault));
      }
      faults.set(
          IntStream.iterate(1, i -> i + 1)
              .mapToObj(i -> NAME + i)
              .filter(free -> faults.of(free).isEmpty())
              .findFirst()
              .orElseThrow(),
          fault);
    }
  }

  /** What is behind one of its sort without end strikes no call any more. */
  private static boolean isHidden(SetFault set, Fault newer) {
    Fault older = set.fault();
    return set.name().startsWith(NAME)
        && older.identity().equals(newer.identity())
        && older.operation().equals(newer.operation())
        && older.kind().isPresent() == newer.kind().isPresent();
  }

  /** Removes all that was set in this scope, by tests or otherwise; narrower scopes too. */
  void clear(Faults faults) {
    faults.removeIf(
        set ->
            (identity.isEmpty() || set.fault().identity().equals(identity))
                && (operation.isEmpty() || set.fault().operation().equals(operation)));
  }
}
