package io.github.qxylogin.client;

import java.io.IOException;

/**
 * Carries the failure of the token's call through OkHttp, which lets pass checked failures only.
 */
final class SignInFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  SignInFailedException(QixiangyunException failure) {
    super("no access token", failure);
  }

  QixiangyunException failure() {
    return (QixiangyunException) getCause();
  }
}
