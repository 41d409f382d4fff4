package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/** The signature or the date of the request was refused. */
public final class SignatureRefusedException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private SignatureRefusedException(ExceptionDetails details) {
    super(details, Family.SIGNATURE, "Check the AppSecret, and the clock of this machine.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static SignatureRefusedException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static SignatureRefusedException of(ExceptionDetails details) {
    return new SignatureRefusedException(details);
  }
}
