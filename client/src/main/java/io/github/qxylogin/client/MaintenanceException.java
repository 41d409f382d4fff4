package io.github.qxylogin.client;

/** The platform is under maintenance. */
public final class MaintenanceException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  MaintenanceException(Failure failure) {
    super(failure, "Try again later.");
  }

  @Override
  MaintenanceException again() {
    return new MaintenanceException(failure());
  }
}
