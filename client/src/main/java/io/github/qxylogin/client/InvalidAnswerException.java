package io.github.qxylogin.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer came, but not one of the contract: no JSON, an empty or truncated body, or success
 * without what the caller needs. The call may have been acted on.
 */
public final class InvalidAnswerException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String field;

  InvalidAnswerException(Failure failure, String problem, @Nullable String field) {
    super(message(failure, problem), failure, null);
    this.field = field;
  }

  private InvalidAnswerException(InvalidAnswerException other) {
    super("" + other.getMessage(), other.failure(), null);
    field = other.field;
  }

  private static String message(Failure failure, String problem) {
    String request = failure.reqId() == null ? "" : ", reqId " + failure.reqId();
    return "%s answered %s (HTTP %d%s).\n%s"
        .formatted(failure.operation(), problem, failure.httpStatus(), request, failure.meaning());
  }

  /** Returns the path of the member that is missing or wrong, such as {@code data.accountId}. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  @Override
  InvalidAnswerException again() {
    return new InvalidAnswerException(this);
  }
}
