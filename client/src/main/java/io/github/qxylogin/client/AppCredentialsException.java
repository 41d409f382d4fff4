package io.github.qxylogin.client;

/** The platform gives no access token for this AppKey and AppSecret. */
public final class AppCredentialsException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  AppCredentialsException(Failure failure) {
    super(failure, "Check the AppKey and the AppSecret that the builder's credentials were given.");
  }
}
