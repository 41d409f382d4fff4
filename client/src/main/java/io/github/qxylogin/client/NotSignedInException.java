package io.github.qxylogin.client;

/** The call was not accepted as signed in, also after a new access token where that could help. */
public final class NotSignedInException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  NotSignedInException(Failure failure) {
    super(
        failure,
        "Check the AppKey and its white list, and that no proxy drops headers with underscores.");
  }

  @Override
  NotSignedInException again() {
    return new NotSignedInException(failure());
  }
}
