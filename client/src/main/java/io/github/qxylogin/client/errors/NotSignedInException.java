package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/** The call was not accepted as signed in, also after a new access token where that could help. */
public final class NotSignedInException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private NotSignedInException(ExceptionDetails details) {
    super(
        details,
        Family.NOT_SIGNED_IN,
        "Check the AppKey and its white list, and that no proxy drops headers with underscores.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static NotSignedInException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static NotSignedInException of(ExceptionDetails details) {
    return new NotSignedInException(details);
  }
}
