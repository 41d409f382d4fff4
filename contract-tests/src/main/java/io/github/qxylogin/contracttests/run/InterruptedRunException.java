package io.github.qxylogin.contracttests.run;

/** Thrown when somebody ends a run while it is under way. */
public final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InterruptedRunException() {
    super("interrupted");
  }
}
