package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.Whose;
import io.github.qxylogin.contracttests.judge.CaseMatcher;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.wire.Answer;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends a call again after a while when a target has no time for it now, or when the session of a
 * login does not stand yet, which says nothing of the contract: after 1, 3 and 6 seconds, or after
 * as long as the code catalogue says, within 10 in all. Once a target had no time for so long, no
 * call is waited for until one is answered.
 */
final class Patience {
  /** Waits. */
  @FunctionalInterface
  public interface Sleeper {
    Sleeper OF_THIS_THREAD = pause -> Thread.sleep(pause.toMillis());

    void sleep(Duration pause) throws InterruptedException;
  }

  /** Of other refusals that a later call may not get, the caller is the cause. */
  private static final Set<Family> OF_THE_TARGET = Set.of(Family.RATE_LIMITED, Family.MAINTENANCE);

  private static final Duration IN_ALL = Duration.ofSeconds(10);
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(6));

  private final Target target;
  private final Sleeper sleeper;
  private boolean inVain;

  Patience(Target target, Sleeper sleeper) {
    this.target = target;
    this.sleeper = sleeper;
  }

  /**
   * Returns the first answer that a later one may not take back, or the last one.
   *
   * @param request the body that is sent
   */
  Answer answer(Step.Call call, JsonNode request, Supplier<Answer> sent) {
    Answer answer = sent.get();
    Duration left = IN_ALL;
    for (Duration usual : PAUSES) {
      Optional<Duration> pause = pause(call, request, answer.body(), usual);
      if (pause.isEmpty() || pause.get().compareTo(left) > 0 || !slept(pause.get())) {
        break;
      }
      left = left.minus(pause.get());
      answer = sent.get();
    }
    inVain =
        noTime(call, answer.body())
            .filter(code -> inVain || isRepeated(call, request, code))
            .isPresent();
    return answer;
  }

  private Optional<Duration> pause(
      Step.Call call, JsonNode request, JsonNode answer, Duration usual) {
    if (mayStandLater(call, answer)) {
      return Optional.of(usual);
    }
    return noTime(call, answer)
        .filter(code -> !inVain && isRepeated(call, request, code))
        .map(code -> Objects.requireNonNullElse(code.retryAfter(), usual));
  }

  /** No page says that the gateway's limits come before acting: a login is not sent again. */
  private static boolean isRepeated(Step.Call call, JsonNode request, Code code) {
    return code.refusedBeforeActing()
        || call.operation().idempotence().holds(field -> request.path(field).asText());
  }

  /** That a login succeeded does not mean that its session stands at once. */
  private boolean mayStandLater(Step.Call call, JsonNode answer) {
    return !target.mock()
        && call.body() instanceof Body.Fields fields
        && fields.whose() == Whose.PERSON
        && call.expected() instanceof Expectation.Documented wanted
        && wanted.documented().when() == Condition.SESSION_HELD
        && CaseMatcher.cameAs(call.operation(), wanted.documented(), answer).when()
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

  /** Returns why an answer tells nothing, if it does not. */
  Optional<String> refusal(Step.Call call, JsonNode answer) {
    return noTime(call, answer)
        .map(
            code ->
                "the target has no time now: code " + code.code() + " (" + code.english() + ")");
  }

  private Optional<Code> noTime(Step.Call call, JsonNode answer) {
    return new Envelope(answer)
        .code()
        .filter(code -> !target.own() && !code.equals(call.expected().code()))
        .flatMap(call.operation()::code)
        .filter(code -> OF_THE_TARGET.contains(code.family()))
        .filter(Code::retryable);
  }
}
