package io.github.qxylogin.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.state.MockState;
import io.github.qxylogin.mock.stubbing.Fault;
import io.github.qxylogin.mock.stubbing.Faults;
import io.github.qxylogin.mock.stubbing.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stubs the responses to one identity (a taxpayer number, a person, an account or a task), of one
 * operation, or of both. Other calls are not affected. An outcome that is set later comes before
 * those that were set earlier, while it has calls left.
 *
 * <pre>{@code
 * mock.identity(nsrsbh).returns("sms-too-frequent"); // from now on
 * mock.identity(nsrsbh).times(2).returns("sms-too-frequent");
 * mock.identity(nsrsbh).on("uploadSmsCode").returnsCode("4002");
 * mock.identity(nsrsbh).plays("first-code-wrong");
 * mock.identity(nsrsbh).lasting(Duration.ofSeconds(30)).plays("session-late");
 * mock.identity(nsrsbh).once().fails(FaultKind.CONNECTION_RESET);
 * mock.operation("sendSmsCode").delays(Duration.ofSeconds(3));
 * mock.identity(nsrsbh).clear();
 * }</pre>
 *
 * <p>If several faults match a call, the latest one applies. A fault with {@code times} ends after
 * that many calls. Then the fault before it applies again.
 */
public final class MockStubbing {
  /** The prefix of the names of faults set here; a number follows. */
  private static final String FAULT = "test-";

  private final MockState state;
  private final @Nullable String identity;
  private final @Nullable String operation;
  private final @Nullable Integer times;
  private final @Nullable Duration lasting;

  /** Creates what sets nothing yet: of one identity, of one operation, or of both. */
  MockStubbing(
      MockState state,
      @Nullable String identity,
      @Nullable String operation,
      @Nullable Integer times,
      @Nullable Duration lasting) {
    this.state = state;
    this.identity = identity;
    this.operation = operation;
    this.times = times;
    this.lasting = lasting;
  }

  /**
   * Returns the same for the calls of one operation alone.
   *
   * @throws IllegalArgumentException if there is none of this id; the message lists those there are
   */
  public MockStubbing on(String operationId) {
    String id = state.indexes().contract().operation(operationId).id();
    return new MockStubbing(state, identity, id, times, lasting);
  }

  /**
   * Limits it to a number of calls.
   *
   * @throws IllegalArgumentException if that is not at least one
   */
  public MockStubbing times(int calls) {
    Outcome.requireTimes(calls);
    return new MockStubbing(state, identity, operation, calls, lasting);
  }

  /** Returns the same for one call. */
  public MockStubbing once() {
    return times(1);
  }

  /**
   * Limits it to a duration on the mock's clock, from the first call that gets it; for responses
   * and scenes, not for delays and failures.
   *
   * @throws IllegalArgumentException if that is no time, or more than 30 days
   */
  public MockStubbing lasting(Duration time) {
    Outcome.forAWhile(time);
    return new MockStubbing(state, identity, operation, times, time);
  }

  /**
   * Returns a documented case to the identity.
   *
   * @param caseName as in the contract, such as {@code sms-too-frequent}
   * @throws IllegalArgumentException if there is no such case; the message lists those there are
   * @throws IllegalStateException if this is for an operation, without an identity
   */
  public void returns(String caseName) {
    set(List.of(new Outcome(caseName, null, operation, times, lasting)));
  }

  /**
   * Returns a documented case to the identity, with your own data.
   *
   * @param data the member {@code data}, as JSON
   * @throws IllegalArgumentException if there is no such case, or the response does not match the
   *     contract's schema; the message contains the place
   * @throws IllegalStateException if this is for an operation, without an identity
   */
  public void returns(String caseName, String data) {
    set(List.of(own(caseName, json(data), null)));
  }

  /**
   * Returns the operation's first success, with your own data.
   *
   * @param data the member {@code data}, as JSON
   * @throws IllegalArgumentException if {@link #on} named no operation, or the response does not
   *     match the contract's schema; the message contains the place
   * @throws IllegalStateException if this is for an operation, without an identity
   */
  public void returnsData(String data) {
    set(List.of(own(null, json(data), null)));
  }

  /**
   * Returns your own response. Its effects are those of the documented case of the same code and
   * outcome.
   *
   * @param response the body, as JSON
   * @throws IllegalArgumentException if {@link #on} named no operation, or the response does not
   *     match the contract's schema; the message contains the place
   * @throws IllegalStateException if this is for an operation, without an identity
   */
  public void returnsBody(String response) {
    set(List.of(own(null, null, json(response))));
  }

  private Outcome own(
      @Nullable String caseName, @Nullable JsonNode data, @Nullable JsonNode response) {
    return new Outcome(caseName, null, operation, times, lasting, data, response, null);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("no JSON: " + malformed.getOriginalMessage(), malformed);
    }
  }

  /**
   * Returns these cases to the identity in turn, each to one call.
   *
   * @throws IllegalArgumentException if there is no such case, in which case the message lists
   *     those there are; or if none is named
   * @throws IllegalStateException if this is for an operation, without an identity
   */
  public void returnsInTurn(String... caseNames) {
    if (caseNames.length == 0) {
      throw new IllegalArgumentException("returnsInTurn needs one case or more");
    }
    set(Stream.of(caseNames).map(name -> new Outcome(name, null, operation, 1, lasting)).toList());
  }

  /**
   * Returns a business code to the identity: in the operation's documented case, or with the text
   * of the code catalogue.
   *
   * @throws IllegalArgumentException if there is no such code; the message lists those there are
   * @throws IllegalStateException if this is for an operation, without an identity
   */
  public void returnsCode(String code) {
    set(List.of(new Outcome(null, code, operation, times, lasting)));
  }

  /**
   * Sets all that a scene is made of, such as {@code first-code-wrong}. {@link #times} or {@link
   * #lasting} limits its outcomes that have a limit.
   *
   * @param scene as {@code GET /__mock/scenes} lists them
   * @throws IllegalArgumentException if there is no such scene, in which case the message lists
   *     those there are; or if it has nothing for the operation that {@link #on} named
   * @throws IllegalStateException if this is for an operation, without an identity
   */
  public void plays(String scene) {
    List<Outcome> all = state.scenes().outcomes(scene, times, lasting);
    List<Outcome> here = all.stream().filter(o -> isIn(operation, o.operation())).toList();
    if (here.isEmpty()) {
      throw new IllegalArgumentException(
          "the scene %s has nothing for %s".formatted(scene, operation));
    }
    set(here);
  }

  private void set(List<Outcome> newest) {
    if (identity == null) {
      throw new IllegalStateException(
          "a response needs an identity: call mock.identity(…).on(\"%s\")".formatted(operation));
    }
    state.outcomes().prepend(identity, newest);
  }

  /**
   * Delays the responses.
   *
   * @throws IllegalArgumentException if the time is negative or above ten minutes
   */
  public void delays(Duration time) {
    set(new Fault(identity, operation, time, null, null, null, null, times));
  }

  /**
   * Sends the responses in parts, as WireMock's chunked dribble delay does.
   *
   * @param numberOfChunks the number of parts, 1 to 1,000: the first is sent immediately
   * @param totalDuration the time from the first to the last part, at most ten minutes
   * @throws IllegalArgumentException if one of both is out of its bounds
   */
  public void dribbles(int numberOfChunks, Duration totalDuration) {
    FaultKind kind = FaultKind.DRIBBLED_BODY;
    set(new Fault(identity, operation, null, kind, null, numberOfChunks, totalDuration, times));
  }

  /** Makes the calls fail; where the response is lost, the call has taken effect. */
  public void fails(FaultKind kind) {
    set(new Fault(identity, operation, null, kind, null, null, null, times));
  }

  /**
   * Makes the calls fail before the mock acts: it sends, redeems and opens nothing.
   *
   * @throws IllegalArgumentException if failures of this kind never act anyway
   */
  public void failsBeforeActing(FaultKind kind) {
    set(new Fault(identity, operation, null, kind, false, null, null, times));
  }

  private void set(Fault fault) {
    if (lasting != null) {
      throw new IllegalStateException(
          "a fault ends after some calls, or when it is removed: call times(…), not lasting(…)");
    }
    state.store().run(() -> setNewest(fault));
  }

  private void setNewest(Fault fault) {
    Faults faults = state.faults();
    if (times == null) {
      faults.removeIf(set -> isHidden(set, fault));
    }
    int free = 1;
    while (faults.of(FAULT + free).isPresent()) {
      free++;
    }
    faults.set(FAULT + free, fault);
  }

  /** A newer fault without end hides it. */
  private static boolean isHidden(Faults.Active set, Fault newer) {
    Fault older = set.fault();
    return set.name().startsWith(FAULT)
        && Objects.equals(older.identity(), newer.identity())
        && Objects.equals(older.operation(), newer.operation());
  }

  /**
   * Removes the outcomes and faults of the identity, after {@link #on} only those of that
   * operation. Without an identity, it removes the faults of the operation.
   */
  public void clear() {
    state
        .faults()
        .removeIf(
            set ->
                isIn(identity, set.fault().identity()) && isIn(operation, set.fault().operation()));
    if (identity != null) {
      state.outcomes().removeIf(identity, outcome -> isIn(operation, outcome.operation()));
    }
  }

  private static boolean isIn(@Nullable String scope, @Nullable String set) {
    return scope == null || scope.equals(set);
  }
}
