package io.github.qxylogin.mock;

/** Something is wrong with a call of the control API; the message says what to send instead. */
final class BadControlRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadControlRequestException(String message) {
    super(message);
  }
}
