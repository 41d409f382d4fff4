package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer came, but not one of the contract: no JSON, an empty or truncated body, or success
 * without what the caller needs; or one came, and the call failed after it. The call may have been
 * acted on: {@link #responseBody()} has what a login brought nevertheless, whose task cannot be
 * redeemed again.
 *
 * <p>The body of a call that the platform made is one too, if it is not of the contract. There was
 * no response then, and {@link #httpStatus()} is empty.
 */
public final class InvalidResponseException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String field;

  /** Not written with the exception, which may end up anywhere. */
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
   * @param problem what is wrong with the response, after "answered"; with an HTTP status of 0,
   *     what is wrong with a call that the platform made, after "received"
   * @param field the path of the member that is missing or wrong, such as {@code data.accountId};
   *     null if it is none
   * @param responseBody the whole body; null if it did not come whole
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
        "%s answered %s (HTTP %d%s). %s",
        details.operation,
        problem,
        details.httpStatus,
        details.quoted(),
        details.next(
            "Check that the base URL is the platform's, and quote the reqId to its support."));
  }

  /** Returns the path of the member that is missing or wrong, such as {@code data.accountId}. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /**
   * Returns the body of the answer as it came, unpacked and read as UTF-8, if it came whole. A
   * secret: it may hold cookies and tokens in clear. Neither the message nor {@code toString} shows
   * it, and Java's serialization leaves it out.
   */
  public Optional<String> responseBody() {
    return Optional.ofNullable(responseBody);
  }
}
