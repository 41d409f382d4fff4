package io.github.qxylogin.client;

/** The login task has expired. */
public final class LoginTaskException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  LoginTaskException(Failure failure) {
    super(
        failure,
        "Begin the login again: get a new SMS code or QR code, and redeem the task that comes with it.");
  }

  @Override
  LoginTaskException again() {
    return new LoginTaskException(failure());
  }
}
