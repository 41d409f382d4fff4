package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/** A parameter is missing or wrong. */
public final class ParameterException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private ParameterException(ExceptionDetails details) {
    super(details, Family.PARAMETER, "Correct the request.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static ParameterException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static ParameterException of(ExceptionDetails details) {
    return new ParameterException(details);
  }
}
