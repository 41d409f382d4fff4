package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** No complete response: the connection failed or broke, or the timeout elapsed. */
public final class ApiConnectionException extends QixiangyunException {
  private static final long serialVersionUID = 1L;

  private ApiConnectionException(ExceptionDetails details, String address, IOException cause) {
    super(message(details, address, cause), details, Family.NO_RESPONSE, cause);
  }

  /**
   * Returns one as the client throws it, for a test of code that catches it.
   *
   * @param address the platform's address for the message
   */
  public static ApiConnectionException of(
      ExceptionDetails details, String address, IOException cause) {
    return new ApiConnectionException(details, address, cause);
  }

  private static String message(ExceptionDetails details, String address, IOException cause) {
    return String.format(
        "%s received no response from %s: %s. %s",
        details.operation,
        address,
        cause.getMessage(),
        details.next("The platform did nothing" + unless(details, cause)));
  }

  private static String unless(ExceptionDetails details, IOException cause) {
    return cause instanceof SSLException && !details.retryable
        ? ". TLS fails permanently: check the base URL, and that this JVM trusts its certificate."
        : ": check the base URL and the network, then send it again.";
  }
}
