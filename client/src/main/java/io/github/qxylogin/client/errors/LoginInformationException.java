package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/** Something that the login was given is wrong: user, password, identity or SMS code. */
public final class LoginInformationException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private LoginInformationException(ExceptionDetails details) {
    super(
        details,
        Family.LOGIN_INFORMATION,
        "Correct it before the next try: repeated failures lock the tax number.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static LoginInformationException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static LoginInformationException of(ExceptionDetails details) {
    return new LoginInformationException(details);
  }
}
