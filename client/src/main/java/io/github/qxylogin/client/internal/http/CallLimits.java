package io.github.qxylogin.client.internal.http;

import java.time.Duration;
import java.util.Objects;

/** What the limits of calls may be, those of a client and those of one call. */
public final class CallLimits {
  /** OkHttp counts milliseconds in an int. */
  private static final Duration LONGEST = Duration.ofDays(24);

  /** More would burden a platform that fails: after the first few, pauses are up to 5 seconds. */
  private static final int MOST_RETRIES = 10;

  private CallLimits() {}

  /**
   * Returns a time that a call may have.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration positive(String name, Duration timeout) {
    Objects.requireNonNull(timeout, name);
    boolean fits = !timeout.isNegative() && !timeout.isZero() && timeout.compareTo(LONGEST) <= 0;
    if (!fits || timeout.toMillis() == 0) {
      throw new IllegalArgumentException(
          name + " is " + timeout + ": give one from a millisecond to 24 days, such as PT90S");
    }
    return timeout;
  }

  /**
   * Returns how often a call may be sent again.
   *
   * @throws IllegalArgumentException if that is too often, or less than never
   */
  public static int retries(int most) {
    if (most < 0 || most > MOST_RETRIES) {
      throw new IllegalArgumentException("retries is " + most + ": give 0 to " + MOST_RETRIES);
    }
    return most;
  }
}
