package io.github.qxylogin.client;

/**
 * The platform gives no access token for this AppKey and AppSecret. It is not asked again for 60
 * seconds, in which every call that has no token yet fails alike.
 */
public final class AppCredentialsException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  AppCredentialsException(Failure failure) {
    super(failure, "Check the AppKey and the AppSecret that the builder's credentials were given.");
  }

  @Override
  AppCredentialsException again() {
    return new AppCredentialsException(failure());
  }
}
