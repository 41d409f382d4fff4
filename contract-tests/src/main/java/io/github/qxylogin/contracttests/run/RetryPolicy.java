package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.judge.CaseMatcher;
import io.github.qxylogin.contracttests.targets.Availability;
import io.github.qxylogin.contracttests.targets.NoResponseException;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.wire.Envelope;
import io.github.qxylogin.contracttests.wire.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Repeats a call if its response cannot be judged: once after a dropped connection or a gateway's
 * error, and once with a new token if the token has expired. If the target is throttled or a
 * session is not valid yet, it waits 1, 3 and 6 seconds, or the time in the code catalogue. It
 * repeats only calls that may be repeated. After it waited without success, it waits for no call
 * until one gets a response.
 */
final class RetryPolicy {
  private static final Duration IN_ALL = Duration.ofSeconds(10);
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(6));

  /** With these codes the platform rejects every call of the account. */
  private static final Set<Family> OF_ALL_OPERATIONS =
      Set.of(Family.RATE_LIMITED, Family.MAINTENANCE, Family.NOT_SIGNED_IN);

  private static final int ENOUGH_REJECTED = 5;
  private static final int ENOUGH_WITHOUT_RESPONSE = 3;

  private final Target target;
  private final Availability availability;
  private final Suite.Sleeper sleeper;
  private boolean exhausted;
  private Optional<String> closedBy = Optional.empty();
  private int closedInARow;
  private int withoutResponseInARow;

  RetryPolicy(Contract contract, Target target, Suite.Sleeper sleeper) {
    this.target = target;
    this.availability = new Availability(contract);
    this.sleeper = sleeper;
  }

  /**
   * Returns the first response that needs no retry, or the last one.
   *
   * @param request the body that is sent
   */
  Response response(Step.Call call, JsonNode request, Supplier<Response> sent) {
    withoutResponseInARow++;
    Response response = afterADrop(call, request, sent);
    if (hasNoToken(call, response)) {
      target.authentication().renew();
      response = sent.get();
    }
    Duration left = IN_ALL;
    for (Duration valid : PAUSES) {
      Optional<Duration> pause = pause(call, request, response, valid);
      if (pause.isEmpty() || pause.get().compareTo(left) > 0 || !slept(pause.get())) {
        break;
      }
      left = left.minus(pause.get());
      response = sent.get();
    }
    Response last = response;
    Optional<Code> code = code(call, response);
    exhausted =
        code.isPresent()
            && (exhausted || isRepeated(call, request, code.get().rejectedBeforeActing()));
    Optional<String> reason =
        code.filter(got -> OF_ALL_OPERATIONS.contains(got.family()))
            .flatMap(got -> unavailable(call, last));
    closedInARow = reason.isEmpty() ? 0 : reason.equals(closedBy) ? closedInARow + 1 : 1;
    closedBy = reason;
    withoutResponseInARow = 0;
    return response;
  }

  /** Ends the run if the target sends no responses, or rejects every call. */
  void requireService() {
    String silence =
        target.url() + " sent no response to " + ENOUGH_WITHOUT_RESPONSE + " calls in a row";
    closedBy
        .filter(reason -> closedInARow >= ENOUGH_REJECTED)
        .or(
            () ->
                Optional.of(silence)
                    .filter(reason -> withoutResponseInARow >= ENOUGH_WITHOUT_RESPONSE))
        .ifPresent(
            reason -> {
              throw CouldNotRunException.unavailable(reason);
            });
  }

  private Response afterADrop(Step.Call call, JsonNode request, Supplier<Response> sent) {
    try {
      return sent.get();
    } catch (NoResponseException dropped) {
      boolean again =
          !target.own() && !exhausted && !dropped.isLate() && isRepeated(call, request, false);
      exhausted = true;
      if (!again || Thread.currentThread().isInterrupted() || !slept(PAUSES.get(0))) {
        throw dropped;
      }
      return sent.get();
    }
  }

  /** A platform may end a token when it issues another; the call is not at fault. */
  private boolean hasNoToken(Step.Call call, Response response) {
    return !target.own()
        && call.operation().signed()
        && unexpected(call, response)
            .filter(code -> code.family() == Family.NOT_SIGNED_IN && code.retryable())
            .isPresent();
  }

  private Optional<Duration> pause(
      Step.Call call, JsonNode request, Response response, Duration valid) {
    if (mayHoldLater(call, response.body())) {
      return Optional.of(valid);
    }
    boolean first = valid.equals(PAUSES.get(0));
    if (isGatewayError(response)) {
      return Optional.of(valid).filter(once -> first && isRepeated(call, request, false));
    }
    return code(call, response)
        .filter(code -> code.retryable() && !exhausted)
        .filter(code -> first || code.family() != Family.SYSTEM)
        .filter(code -> isRepeated(call, request, code.rejectedBeforeActing()))
        .map(code -> Objects.requireNonNullElse(code.retryAfter(), valid));
  }

  /**
   * It is undocumented whether the gateway's limits apply before the call acts. A login is not sent
   * again, unless its headers are at fault, so that it has no effect.
   */
  private static boolean isRepeated(
      Step.Call call, JsonNode request, boolean rejectedBeforeActing) {
    return rejectedBeforeActing
        || (call.effect() == Effect.NONE && call.operation().effect() != Effect.NONE)
        || call.operation().idempotence().holds(field -> request.path(field).asText());
  }

  /** A session may not be valid at once after its login. */
  private boolean mayHoldLater(Step.Call call, JsonNode response) {
    return !target.mock()
        && call.body() instanceof Body.Fields fields
        && fields.user() == TestUser.FRESH
        && call.expected() instanceof Expectation.Documented wanted
        && wanted.documented().when() == Condition.SESSION_HELD
        && CaseMatcher.closestOfCode(call.operation(), wanted.documented(), response).when()
            == Condition.SESSION_ENDED;
  }

  private boolean slept(Duration pause) {
    try {
      sleeper.sleep(pause);
      return true;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns why a response cannot be judged, if it cannot. */
  Optional<String> unavailable(Step.Call call, Response response) {
    return isGatewayError(response) || code(call, response).isPresent()
        ? availability.reason(call.operation(), response)
        : Optional.empty();
  }

  private boolean isGatewayError(Response response) {
    return !target.own() && Availability.isGatewayError(response);
  }

  private Optional<Code> code(Step.Call call, Response response) {
    return target.own() || unexpected(call, response).isEmpty()
        ? Optional.empty()
        : availability.code(call.operation(), response);
  }

  private static Optional<Code> unexpected(Step.Call call, Response response) {
    return new Envelope(response.body())
        .code()
        .filter(code -> !call.expected().allows(code))
        .flatMap(call.operation()::code);
  }
}
