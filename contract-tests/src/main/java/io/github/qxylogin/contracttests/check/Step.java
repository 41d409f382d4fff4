package io.github.qxylogin.contracttests.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A part of a check: a call and what its answer has to be like, or time that passes. */
public sealed interface Step {

  /**
   * A call.
   *
   * @param effect what this call may cost or change on the real platform
   * @param body what is sent
   * @param headers what is sent beside the headers that authenticate the call, to a mock server
   *     alone
   * @param signing what is wrong with those
   * @param expected what the answer has to be like
   */
  record Call(
      Operation operation,
      Effect effect,
      Body body,
      Map<String, String> headers,
      SigningFault signing,
      Expectation expected)
      implements Step {

    public static Call of(Operation operation, Body body, Expectation expected) {
      return new Call(operation, operation.effect(), body, Map.of(), SigningFault.NONE, expected);
    }

    public Call withEffect(Effect other) {
      return new Call(operation, other, body, headers, signing, expected);
    }

    public Call withHeaders(Map<String, String> others) {
      return new Call(operation, effect, body, others, signing, expected);
    }

    public Call expecting(Expectation other) {
      return new Call(operation, effect, body, headers, signing, other);
    }

    public Call signed(SigningFault fault) {
      return new Call(operation, effect, body, headers, fault, expected);
    }
  }

  /**
   * A call on the way to another, such as one that a task which waits must not be redeemed by. It
   * is left out where the target must not be asked or an earlier answer lacks what it needs, and a
   * breaking difference in its answer does not end the check.
   *
   * @param needs what it asks beside what the check asks
   */
  record Aside(Call call, Set<Need> needs) implements Step {
    public Aside {
      needs = Set.copyOf(needs);
    }

    /** Returns whether an answer has used up the task that the rest of the check is about. */
    public boolean usesUp(JsonNode answer) {
      Optional<String> code = new Envelope(answer).code();
      return call.operation().inFlow(Flow::task).isPresent()
          && call.operation().cases().stream()
              .filter(c -> c.family() == Family.OK)
              .anyMatch(c -> code.filter(c.code()::equals).isPresent());
    }
  }

  /**
   * Time that passes on the target's clock.
   *
   * @param time how long
   * @param midnight whose next midnight it is counted from, if it is not from when it begins
   */
  record Wait(Duration time, Optional<ZoneOffset> midnight) implements Step {
    /** Longer than a few calls take, and far less than anything lasts. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    public Wait(Duration time) {
      this(time, Optional.empty());
    }

    /** Waits until midnight. */
    public static Wait until(ZoneOffset midnight) {
      return new Wait(Duration.ZERO, Optional.of(midnight));
    }

    /** Waits until shortly before the end of this. */
    public Wait nearly() {
      return new Wait(time.minus(MARGIN), midnight);
    }

    /** Returns how long it is from a time on; nothing if that is too late. */
    public Duration from(Instant now) {
      Duration wait =
          midnight
              .map(at -> LocalDate.ofInstant(now, at).plusDays(1).atStartOfDay().toInstant(at))
              .map(next -> Duration.between(now, next).plus(time))
              .orElse(time);
      return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Waits for the rest of a time that is nearly over. */
    public static Wait rest() {
      return new Wait(MARGIN);
    }
  }

  /** From here on, the check's calls carry the token that an earlier call was given. */
  record TakeToken(int from) implements Step {}
}
