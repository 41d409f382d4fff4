package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/** The login task has expired. */
public final class LoginTaskException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private LoginTaskException(ExceptionDetails details) {
    super(
        details,
        Family.TASK_ENDED,
        "Begin the login again: get a new SMS code or QR code, and redeem the task that comes with it.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static LoginTaskException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static LoginTaskException of(ExceptionDetails details) {
    return new LoginTaskException(details);
  }
}
