package io.github.qxylogin.client;

/** The bureau's session no longer holds. */
public final class SessionEndedException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  SessionEndedException(Failure failure) {
    super(failure, "Log in again.");
  }

  @Override
  SessionEndedException again() {
    return new SessionEndedException(failure());
  }
}
