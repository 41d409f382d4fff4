package io.github.qxylogin.contracttests.text;

/** Thrown when no check can run; the user sees its message, one line. */
public final class CouldNotRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unavailable;

  public CouldNotRunException(String message) {
    this(message, null);
  }

  public CouldNotRunException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private CouldNotRunException(String message, Throwable cause, boolean unavailable) {
    super(message, cause);
    this.unavailable = unavailable;
  }

  /** Returns that the platform, or the account, cannot be judged now: nothing here is wrong. */
  public static CouldNotRunException unavailable(String message) {
    return new CouldNotRunException(message, null, true);
  }

  public boolean isUnavailable() {
    return unavailable;
  }
}
