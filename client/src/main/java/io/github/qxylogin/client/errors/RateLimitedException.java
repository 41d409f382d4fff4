package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/** The gateway limits the rate of calls. */
public final class RateLimitedException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private RateLimitedException(ExceptionDetails details) {
    super(details, Family.RATE_LIMITED, "Call less often.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static RateLimitedException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static RateLimitedException of(ExceptionDetails details) {
    return new RateLimitedException(details);
  }
}
