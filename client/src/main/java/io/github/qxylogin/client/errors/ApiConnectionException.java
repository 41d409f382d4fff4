package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** No complete answer came: the connection was refused, broke, or the time was up. */
public final class ApiConnectionException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private ApiConnectionException(ExceptionDetails details, String address, IOException cause) {
    super(message(details, address, cause), details, Family.NO_RESPONSE, 0, cause);
  }

  /** Returns one of a call that was not sent, for a test of code that catches it. */
  public static ApiConnectionException of(String operation, IOException cause) {
    return of(ExceptionDetails.of(operation).retryable(), cause);
  }

  /** Returns one that tells more, for a test of code that catches it. */
  public static ApiConnectionException of(ExceptionDetails details, IOException cause) {
    return of(details, "the platform", cause);
  }

  /**
   * Returns one that tells where no answer came from.
   *
   * @param address of the platform, as the message says it
   */
  public static ApiConnectionException of(
      ExceptionDetails details, String address, IOException cause) {
    return new ApiConnectionException(details, address, cause);
  }

  private static String message(ExceptionDetails details, String address, IOException cause) {
    return String.format(
        "%s got no answer from %s: %s. %s",
        details.operation, address, cause.getMessage(), next(details, cause));
  }

  private static String next(ExceptionDetails details, IOException cause) {
    if (details.mayHaveActed) {
      return "The platform may have acted on it: find out before you send it again.";
    }
    return cause instanceof SSLException && !details.retryable
        ? "It did nothing. TLS fails for good: check the base URL, and that this JVM trusts its"
            + " certificate."
        : "It did nothing: check the base URL and the network, then send it again.";
  }
}
