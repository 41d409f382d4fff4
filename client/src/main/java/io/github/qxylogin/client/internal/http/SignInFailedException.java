package io.github.qxylogin.client.internal.http;

import io.github.qxylogin.client.errors.QixiangyunException;
import java.io.IOException;

/** Wraps the failure of a token fetch, because OkHttp only passes checked exceptions. */
public final class SignInFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  public SignInFailedException(QixiangyunException failure) {
    super("no access token", failure);
  }

  public QixiangyunException failure() {
    return (QixiangyunException) getCause();
  }
}
