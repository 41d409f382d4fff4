package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;

/** The platform is under maintenance. */
public final class MaintenanceException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private MaintenanceException(ExceptionDetails details) {
    super(details, Family.MAINTENANCE, "Try again later.");
  }

  /** Returns one as the client throws it, for a test of code that catches it. */
  public static MaintenanceException of(String operation, String code, String vendorMessage) {
    return of(ExceptionDetails.of(operation).code(code).vendorMessage(vendorMessage));
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static MaintenanceException of(ExceptionDetails details) {
    return new MaintenanceException(details);
  }
}
