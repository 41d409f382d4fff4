package io.github.qxylogin.client;

import java.io.IOException;

/** No complete answer came: the connection was refused, broke, or the time was up. */
public final class NoAnswerException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private final boolean mayHaveActed;

  NoAnswerException(Failure failure, String address, boolean mayHaveActed, IOException cause) {
    super(message(failure, address, mayHaveActed, cause), failure, cause);
    this.mayHaveActed = mayHaveActed;
  }

  private NoAnswerException(NoAnswerException other) {
    super("" + other.getMessage(), other.failure(), other.getCause());
    mayHaveActed = other.mayHaveActed;
  }

  private static String message(
      Failure failure, String address, boolean mayHaveActed, IOException cause) {
    return "%s got no answer from %s: %s.\n%s"
        .formatted(
            failure.operation(),
            address,
            cause.getMessage(),
            mayHaveActed
                ? "The platform may have acted on it: find out before you send it again."
                : "It did nothing: check the base URL and the network, then send it again.");
  }

  /** Returns whether the platform may have acted on the call, which was sent once at most. */
  public boolean mayHaveActed() {
    return mayHaveActed;
  }

  @Override
  NoAnswerException again() {
    return new NoAnswerException(this);
  }
}
