package io.github.qxylogin.client.internal.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** What is different for one call; null where it is as for the client's other calls. */
public final class CallOptions {
  /** OkHttp counts milliseconds in an int. */
  private static final Duration LONGEST = Duration.ofDays(24);

  /** More would burden a platform that fails: after the first few, pauses are up to 5 seconds. */
  private static final int MOST_RETRIES = 10;

  public static final CallOptions NONE = new CallOptions(null, null, null);

  private final @Nullable Duration timeout;
  private final @Nullable Duration attemptTimeout;
  private final @Nullable Integer retries;

  private CallOptions(
      @Nullable Duration timeout, @Nullable Duration attemptTimeout, @Nullable Integer retries) {
    this.timeout = timeout;
    this.attemptTimeout = attemptTimeout;
    this.retries = retries;
  }

  /** Returns how long each attempt may take. */
  @Nullable Duration attemptTimeout() {
    return attemptTimeout;
  }

  /** Returns how often it is sent again at most. */
  @Nullable Integer retries() {
    return retries;
  }

  public CallOptions timeout(Duration longest) {
    return new CallOptions(longest, attemptTimeout, retries);
  }

  public CallOptions attemptTimeout(Duration longest) {
    return new CallOptions(timeout, longest, retries);
  }

  public CallOptions retries(int most) {
    return new CallOptions(timeout, attemptTimeout, most);
  }

  /**
   * Makes a call so. It has to be made for that, though it is not sent.
   *
   * @throws IllegalArgumentException if its request must not be sent
   */
  public void applyTo(Call<?> call) {
    if (this != NONE) {
      CallState.ofOurs(call.request()).noteOptions(this);
      if (timeout != null) {
        call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }

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
  public static int retriesOf(int most) {
    if (most < 0 || most > MOST_RETRIES) {
      throw new IllegalArgumentException("retries is " + most + ": give 0 to " + MOST_RETRIES);
    }
    return most;
  }
}
