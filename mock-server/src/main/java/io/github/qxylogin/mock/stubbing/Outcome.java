package io.github.qxylogin.mock.stubbing;

import static io.github.qxylogin.mock.exchange.InvalidValueException.check;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prescribed response for an identity, in place of the one that the flow would give; either a
 * case or a code.
 *
 * @param caseName the case that is wanted, if a case is
 * @param code the code that is wanted, if a code is
 * @param operation the only operation that it is for; null when it is for all that can give it
 * @param times for how many calls; null when they are not counted
 * @param lasting how long it holds on the mock's clock, from the first call that gets it; null when
 *     that is not limited
 */
public record Outcome(
    @JsonProperty("case") @Nullable String caseName,
    @Nullable String code,
    @Nullable String operation,
    @Nullable Integer times,
    @Nullable Duration lasting) {
  public static final int MOST_TIMES = 1_000_000;

  private static final Duration LONGEST = Duration.ofDays(30);

  /**
   * @throws IllegalArgumentException if it is neither of both, or for no call
   */
  public Outcome {
    filled("case", caseName);
    filled("code", code);
    filled("operation", operation);
    atLeastOnce(times);
    forAWhile(lasting);
    check((caseName == null) != (code == null), "outcome.case-or-code");
  }

  static void filled(String name, @Nullable String value) {
    check(value == null || !value.isBlank(), "value.no-text", name);
  }

  public static void atLeastOnce(@Nullable Integer times) {
    atLeastOne("times", times, MOST_TIMES);
  }

  static void atLeastOne(String name, @Nullable Integer value, int most) {
    check(value == null || (value >= 1 && value <= most), "value.out-of-range", name, most);
  }

  public static void forAWhile(@Nullable Duration lasting) {
    check(
        lasting == null
            || (lasting.compareTo(Duration.ZERO) > 0 && lasting.compareTo(LONGEST) <= 0),
        "outcome.lasting",
        LONGEST);
  }

  /**
   * Returns the same for some calls, for some time, or both.
   *
   * @throws IllegalArgumentException if that is not at least one, or no time
   */
  public Outcome limited(@Nullable Integer calls, @Nullable Duration time) {
    return new Outcome(caseName, code, operation, calls, time);
  }

  /** Returns whether it leaves no call to an earlier one for the same operation. */
  boolean hides(Outcome earlier) {
    return holdsForGood() && Objects.equals(operation, earlier.operation());
  }

  /** Returns whether it holds until it is removed. */
  boolean holdsForGood() {
    return times == null && lasting == null;
  }
}
