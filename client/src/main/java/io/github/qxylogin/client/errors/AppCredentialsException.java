package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/**
 * The platform gives no access token for this AppKey and AppSecret. It is not asked again for 60
 * seconds, in which every call that has no token yet fails alike.
 */
public final class AppCredentialsException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private AppCredentialsException(ExceptionDetails details) {
    super(
        details,
        Family.NOT_SIGNED_IN,
        "Check the AppKey and the AppSecret that the builder's credentials were given.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static AppCredentialsException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static AppCredentialsException of(ExceptionDetails details) {
    return new AppCredentialsException(details);
  }
}
