package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Says what one identity gets: a taxpayer number, a person, an account or a task. Nobody else
 * notices. What is set later is answered before what was set earlier, as long as it has calls left.
 *
 * <pre>{@code
 * mock.identity(nsrsbh).answers("sms-too-frequent"); // from now on
 * mock.identity(nsrsbh).times(2).answers("sms-too-frequent");
 * mock.identity(nsrsbh).on("uploadSmsCode").answersCode("4002");
 * mock.identity(nsrsbh).once().fails(FaultKind.CONNECTION_RESET);
 * mock.identity(nsrsbh).clear();
 * }</pre>
 *
 * <p>Of all that can go wrong with a call, for its identity or its operation, what was set last
 * happens; so with its delay, which adds to the failure. What was set with {@code times} is used up
 * by the calls that it struck, and lets what was set before strike again.
 */
public final class MockIdentity {
  private final Sandbox sandbox;
  private final String identity;
  private final CallScope scope;

  private MockIdentity(Sandbox sandbox, String identity, CallScope scope) {
    this.sandbox = sandbox;
    this.identity = identity;
    this.scope = scope;
  }

  static MockIdentity of(Sandbox sandbox, String identity) {
    if (identity.isBlank()) {
      throw new IllegalArgumentException("an identity is a taxpayer number, a person or a task");
    }
    return new MockIdentity(
        sandbox,
        identity,
        new CallScope(Optional.of(identity), Optional.empty(), OptionalInt.empty()));
  }

  /**
   * Returns the same for the calls of one operation alone.
   *
   * @throws IllegalArgumentException if there is none of this id; the message lists those there are
   */
  public MockIdentity on(String operationId) {
    String id = sandbox.contract().operation(operationId).id();
    return new MockIdentity(sandbox, identity, scope.on(id));
  }

  /**
   * Returns the same for so many calls.
   *
   * @throws IllegalArgumentException if that is not at least one
   */
  public MockIdentity times(int calls) {
    return new MockIdentity(sandbox, identity, scope.times(calls));
  }

  /** Returns the same for one call. */
  public MockIdentity once() {
    return times(1);
  }

  /**
   * Sets the case that is answered.
   *
   * @param caseName as in the contract, such as {@code sms-too-frequent}
   * @throws IllegalArgumentException if there is no such case; the message lists those there are
   */
  public void answers(String caseName) {
    set(List.of(scoped(Outcome.ofCase(caseName))));
  }

  /**
   * Sets the cases that are answered one after the other, each to one call.
   *
   * @throws IllegalArgumentException if there is no such case, in which case the message lists
   *     those there are; or if none is named
   */
  public void answersInTurn(String... caseNames) {
    if (caseNames.length == 0) {
      throw new IllegalArgumentException("answersInTurn takes one case or more");
    }
    set(Stream.of(caseNames).map(name -> scoped(Outcome.ofCase(name).times(1))).toList());
  }

  /**
   * Sets the business code that is answered: the operation's documented case of it, or the code
   * catalogue's words.
   *
   * @throws IllegalArgumentException if there is no such code; the message lists those there are
   */
  public void answersCode(String code) {
    set(List.of(scoped(Outcome.ofCode(code))));
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

  /** Forgets all that was set for the identity; after {@link #on}, for that operation alone. */
  public void clear() {
    scope.clear(sandbox.faults());
    sandbox.outcomes().removeIf(identity, o -> scope.operation().isEmpty() || isHere(o));
  }

  private Outcome scoped(Outcome outcome) {
    Outcome here = scope.operation().map(outcome::of).orElse(outcome);
    return scope.times().isPresent() ? here.times(scope.times().getAsInt()) : here;
  }

  private void set(List<Outcome> newest) {
    boolean forGood = newest.stream().anyMatch(outcome -> outcome.times() == null);
    // What is behind one without end is never reached.
    sandbox.outcomes().prepend(identity, newest, earlier -> forGood && isHere(earlier));
  }

  private boolean isHere(Outcome outcome) {
    return scope.operation().equals(Optional.ofNullable(outcome.operation()));
  }
}
