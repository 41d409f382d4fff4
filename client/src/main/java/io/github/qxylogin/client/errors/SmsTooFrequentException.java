package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An SMS code was sent too recently; {@link #retryAfter()} tells how long to wait. */
public final class SmsTooFrequentException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  SmsTooFrequentException(ExceptionDetails details, Family family) {
    super(details, family, next(details.retryAfter));
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static SmsTooFrequentException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static SmsTooFrequentException of(ExceptionDetails details) {
    return new SmsTooFrequentException(details, Family.SMS_TOO_FREQUENT);
  }

  private static String next(@Nullable Duration wait) {
    return wait == null
        ? "Wait before sending again."
        : "Wait " + wait.toMillis() / 1000 + " seconds before sending again.";
  }
}
