package io.github.qxylogin.contracttests;

/** Thrown when no check can be made; the message is the one line that the user gets to read. */
final class CouldNotRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CouldNotRunException(String message) {
    super(message);
  }

  CouldNotRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
