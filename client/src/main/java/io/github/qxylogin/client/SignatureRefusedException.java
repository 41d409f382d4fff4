package io.github.qxylogin.client;

/** The signature or the date of the request was refused. */
public final class SignatureRefusedException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  SignatureRefusedException(Failure failure) {
    super(failure, "Check the AppSecret, and the clock of this machine.");
  }

  @Override
  SignatureRefusedException again() {
    return new SignatureRefusedException(failure());
  }
}
