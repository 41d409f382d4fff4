package io.github.qxylogin.contracttests.text;

/** Thrown when no check can be made; the message is the one line that the user gets to read. */
public final class CouldNotRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CouldNotRunException(String message) {
    super(message);
  }

  public CouldNotRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
