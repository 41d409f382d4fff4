package io.github.qxylogin.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An SMS code was sent too recently; {@link #retryAfter()} tells how long to wait. */
public final class SmsTooFrequentException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  SmsTooFrequentException(Failure failure) {
    super(failure, next(failure.retryAfter()));
  }

  private static String next(@Nullable Duration wait) {
    return wait == null
        ? "Wait before sending again."
        : "Wait " + wait.toSeconds() + " seconds before sending again.";
  }

  @Override
  SmsTooFrequentException again() {
    return new SmsTooFrequentException(failure());
  }
}
