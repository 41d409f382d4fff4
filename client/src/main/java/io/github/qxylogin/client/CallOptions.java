package io.github.qxylogin.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * What is different for one call; null where it is as for the client's other calls.
 *
 * @param timeout how long the call may take
 * @param attemptTimeout how long each attempt may take
 * @param retries how often it is sent again at most
 */
record CallOptions(
    @Nullable Duration timeout, @Nullable Duration attemptTimeout, @Nullable Integer retries) {
  static final CallOptions NONE = new CallOptions(null, null, null);

  CallOptions timeout(Duration longest) {
    return new CallOptions(longest, attemptTimeout, retries);
  }

  CallOptions attemptTimeout(Duration longest) {
    return new CallOptions(timeout, longest, retries);
  }

  CallOptions retries(int most) {
    return new CallOptions(timeout, attemptTimeout, most);
  }

  /**
   * Makes a call so. It has to be made for that, though it is not sent.
   *
   * @throws IllegalArgumentException if its request must not be sent
   */
  void applyTo(Call<?> call) {
    if (!equals(NONE)) {
      CallState.ofOurs(call.request()).noteOptions(this);
      if (timeout != null) {
        call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
      }
    }
  }
}
