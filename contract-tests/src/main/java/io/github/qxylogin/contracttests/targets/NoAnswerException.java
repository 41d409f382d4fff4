package io.github.qxylogin.contracttests.targets;

/** Thrown when a server cannot be reached, or its answer has no end that is worth waiting for. */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoAnswerException(String url, Throwable cause) {
    super(url + " gave no answer: " + Unreachable.reason(cause), cause);
  }
}
