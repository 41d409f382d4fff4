package io.github.qxylogin.client.internal.http;

import java.time.Duration;
import java.util.Objects;

/** Checks the limits of clients and calls. */
public final class CallLimits {
  /** OkHttp counts milliseconds in an int. */
  private static final Duration LONGEST = Duration.ofDays(24);

  /** More retries would burden a failing platform. */
  private static final int MOST_RETRIES = 10;

  private CallLimits() {}

  /**
   * Returns a valid timeout.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  public static Duration positive(String name, Duration timeout) {
    Objects.requireNonNull(timeout, name);
    boolean fits = !timeout.isNegative() && !timeout.isZero() && timeout.compareTo(LONGEST) <= 0;
    if (!fits || timeout.toMillis() == 0) {
      throw new IllegalArgumentException(
          name + " is " + timeout + ": set 1 millisecond to 24 days, such as PT90S");
    }
    return timeout;
  }

  /**
   * Returns a valid number of retries.
   *
   * @throws IllegalArgumentException if it is invalid
   */
  public static int retries(int most) {
    if (most < 0 || most > MOST_RETRIES) {
      throw new IllegalArgumentException("retries is " + most + ": set 0 to " + MOST_RETRIES);
    }
    return most;
  }
}
