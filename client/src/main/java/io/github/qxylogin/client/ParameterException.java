package io.github.qxylogin.client;

/** A parameter is missing or wrong. */
public final class ParameterException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  ParameterException(Failure failure) {
    super(failure, "Correct the request.");
  }

  @Override
  ParameterException again() {
    return new ParameterException(failure());
  }
}
