package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    set(faults, fault(time, null, true));
  }

  void fail(Faults faults, FaultKind kind) {
    set(faults, fault(null, kind, true));
  }

  void failBeforeActing(Faults faults, FaultKind kind) {
    if (!kind.canAct()) {
      throw new IllegalArgumentException(
          "with %s the mock never acts: call fails(%s)".formatted(kind, kind));
    }
    set(faults, fault(null, kind, false));
  }

  private Fault fault(@Nullable Duration delay, @Nullable FaultKind kind, boolean acts) {
    return new Fault(
        identity.orElse(null),
        operation.orElse(null),
        delay,
        kind,
        acts,
        times.isPresent() ? times.getAsInt() : null);
  }

  private static void set(Faults faults, Fault fault) {
    synchronized (faults) {
      if (fault.times() == null) {
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
  private static boolean isHidden(Faults.Active set, Fault newer) {
    Fault older = set.fault();
    return set.name().startsWith(NAME)
        && Objects.equals(older.identity(), newer.identity())
        && Objects.equals(older.operation(), newer.operation())
        && (older.kind() == null) == (newer.kind() == null);
  }

  /** Removes all that was set in this scope, by tests or otherwise; narrower scopes too. */
  void clear(Faults faults) {
    faults.removeIf(
        set ->
            identity.map(one -> one.equals(set.fault().identity())).orElse(true)
                && operation.map(one -> one.equals(set.fault().operation())).orElse(true));
  }
}
