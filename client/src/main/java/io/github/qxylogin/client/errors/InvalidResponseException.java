package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The response does not match the contract: no JSON, an empty or truncated body, or success without
 * a required member. Or the response was complete, and the call failed after it.
 *
 * <p>The platform may have acted. {@link #responseBody()} returns the body. After a login it may be
 * the only copy of the result: a task cannot be redeemed again.
 *
 * <p>An invalid body of a callback throws it too; {@link #httpStatus()} is then empty.
 */
public final class InvalidResponseException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String field;

  /** Not serialized: a serialized exception may end up anywhere. */
  private final transient @Nullable String responseBody;

  private InvalidResponseException(
      ExceptionDetails details,
      String problem,
      @Nullable String field,
      @Nullable String responseBody) {
    super(message(details, problem), details, Family.INVALID_RESPONSE, null);
    this.field = field;
    this.responseBody = responseBody;
  }

  /**
   * Returns one as the client throws it, for a test of code that catches it.
   *
   * @param problem describes the response, after "returned"; with an HTTP status of 0, the
   *     callback, after "received"
   * @param field the path of the missing or wrong member, such as {@code data.accountId}; null if
   *     there is none
   * @param responseBody the whole body; null if it is incomplete
   */
  public static InvalidResponseException of(
      ExceptionDetails details,
      String problem,
      @Nullable String field,
      @Nullable String responseBody) {
    return new InvalidResponseException(details, problem, field, responseBody);
  }

  private static String message(ExceptionDetails details, String problem) {
    if (details.httpStatus == 0) {
      return details.operation + " received " + problem + ". Check that the platform sent it.";
    }
    return String.format(
        "%s returned %s (HTTP %d%s). %s",
        details.operation,
        problem,
        details.httpStatus,
        details.quoted(),
        details.next(
            "Check that the base URL is the platform's, and send the reqId to its support."));
  }

  /** Returns the path of the missing or wrong member, such as {@code data.accountId}. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /**
   * Returns the complete body of the response, unpacked and decoded as UTF-8. A secret: it may
   * contain cookies and tokens in clear. The message, {@code toString} and Java's serialization
   * omit it.
   */
  public Optional<String> responseBody() {
    return Optional.ofNullable(responseBody);
  }
}
