package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says what goes wrong with the calls of one operation, whoever makes them.
 *
 * <pre>{@code
 * mock.operation("sendSmsCode").delays(Duration.ofSeconds(3));
 * mock.operation("sendSmsCode").once().fails(FaultKind.CONNECTION_RESET);
 * }</pre>
 *
 * <p>Of all that can go wrong with a call, for its identity or its operation, what was set last
 * happens; so with its delay, which adds to the failure. What was set with {@code times} is used up
 * by the calls that it struck, and lets what was set before strike again.
 */
public final class MockOperation {
  private final Sandbox sandbox;
  private final CallScope scope;

  private MockOperation(Sandbox sandbox, CallScope scope) {
    this.sandbox = sandbox;
    this.scope = scope;
  }

  static MockOperation of(Sandbox sandbox, String operationId) {
    String id = sandbox.contract().operation(operationId).id();
    return new MockOperation(
        sandbox, new CallScope(Optional.empty(), Optional.of(id), OptionalInt.empty()));
  }

  /**
   * Returns the same for so many calls.
   *
   * @throws IllegalArgumentException if that is not at least one
   */
  public MockOperation times(int calls) {
    return new MockOperation(sandbox, scope.times(calls));
  }

  /** Returns the same for one call. */
  public MockOperation once() {
    return times(1);
  }

  /**
   * Holds the answers back.
   *
   * @throws IllegalArgumentException if the time is negative or above ten minutes
   */
  public void delays(Duration time) {
    scope.delay(sandbox.faults(), time);
  }

  /** Lets the calls fail; where an answer is lost, the mock has acted before. */
  public void fails(FaultKind kind) {
    scope.fail(sandbox.faults(), kind);
  }

  /**
   * Lets the calls fail before the mock has acted: nothing is sent, redeemed or opened.
   *
   * @throws IllegalArgumentException if failures of this kind never act anyway
   */
  public void failsBeforeActing(FaultKind kind) {
    scope.failBeforeActing(sandbox.faults(), kind);
  }

  /** Lets nothing go wrong any more with the operation, whoever calls it. */
  public void clear() {
    scope.clear(sandbox.faults());
  }
}
