package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/**
 * The request is well formed and the platform declines it, or the product is not bound or used up.
 */
public final class DeclinedException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  DeclinedException(ExceptionDetails details, Family family) {
    super(details, family, "See the account and its products in the vendor's console.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static DeclinedException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static DeclinedException of(ExceptionDetails details) {
    return new DeclinedException(details, Family.BUSINESS);
  }
}
