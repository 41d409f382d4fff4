package io.github.qxylogin.contracttests;

/** Thrown when somebody ends a run while it is under way. */
final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InterruptedRunException() {
    super("interrupted");
  }
}
