package io.github.qxylogin.client;

/** The gateway limits the rate of calls. */
public final class RateLimitedException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  RateLimitedException(Failure failure) {
    super(failure, "Call less often.");
  }

  @Override
  RateLimitedException again() {
    return new RateLimitedException(failure());
  }
}
