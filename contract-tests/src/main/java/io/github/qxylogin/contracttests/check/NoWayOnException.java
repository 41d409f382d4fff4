package io.github.qxylogin.contracttests.check;

/** An answer lacks what the next call of a flow takes from it. */
public final class NoWayOnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int step;

  NoWayOnException(int step, String next) {
    super("has not what " + next + " needs of it");
    this.step = step;
  }

  /** Returns the step whose answer it is. */
  public int step() {
    return step;
  }
}
