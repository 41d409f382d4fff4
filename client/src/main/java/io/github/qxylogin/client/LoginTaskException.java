package io.github.qxylogin.client;

/** The login task has expired. */
public final class LoginTaskException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  LoginTaskException(Failure failure) {
    super(failure, "Send a new SMS code, and upload it to the task that this answers.");
  }

  @Override
  LoginTaskException again() {
    return new LoginTaskException(failure());
  }
}
