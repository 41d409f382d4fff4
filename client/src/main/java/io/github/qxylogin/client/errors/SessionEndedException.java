package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/** The bureau's session no longer holds. */
public final class SessionEndedException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private SessionEndedException(ExceptionDetails details) {
    super(details, Family.SESSION_ENDED, "Log in again.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static SessionEndedException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static SessionEndedException of(ExceptionDetails details) {
    return new SessionEndedException(details);
  }
}
