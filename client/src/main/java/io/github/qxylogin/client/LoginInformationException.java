package io.github.qxylogin.client;

/** Something that the login was given is wrong: user, password, identity or SMS code. */
public final class LoginInformationException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  LoginInformationException(Failure failure) {
    super(failure, "Correct it before the next try: repeated failures lock the tax number.");
  }

  @Override
  LoginInformationException again() {
    return new LoginInformationException(failure());
  }
}
