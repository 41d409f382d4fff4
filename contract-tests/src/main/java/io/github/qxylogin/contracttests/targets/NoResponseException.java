package io.github.qxylogin.contracttests.targets;

import static java.util.Map.entry;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.http.HttpException;

/** Thrown when a server cannot be reached, or its response has no end that is worth waiting for. */
public final class NoResponseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoResponseException(String url, Throwable cause) {
    super(url + " sent no response: " + reason(cause), cause);
  }

  /** Returns whether the time of the call was over, and not its connection. */
  public boolean isLate() {
    return isCausedBy(this, TimeoutException.class)
        || isCausedBy(this, SocketTimeoutException.class);
  }

  private static boolean isCausedBy(Throwable failure, Class<?> kind) {
    return Stream.iterate(failure, f -> f != null, Throwable::getCause).anyMatch(kind::isInstance);
  }

  private static final String UNTRUSTED =
      "its certificate is signed by nobody who is trusted here: name that CA, or a mock"
          + " server's own certificate, with --ca FILE";

  private static final List<Map.Entry<Class<?>, String>> REASONS =
      List.of(
          entry(UnknownHostException.class, "unknown host: is its name right?"),
          entry(NoRouteToHostException.class, "no route to that host"),
          entry(
              ConnectException.class,
              "connection refused: is the server running, and is the port right?"),
          entry(
              HttpException.class,
              "the server speaks no HTTP: is the port right, or is it https:// instead of http://?"),
          entry(CertificateExpiredException.class, "its certificate has expired"),
          entry(CertPathBuilderException.class, UNTRUSTED),
          entry(CertPathValidatorException.class, UNTRUSTED));

  /** The message of Java for a response without TLS; the exception's class is too general. */
  private static final String NO_TLS = "Unsupported or unrecognized SSL message";

  /** Returns why a call got no response, with advice. */
  private static String reason(Throwable cause) {
    return REASONS.stream()
        .filter(reason -> isCausedBy(cause, reason.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(
            () -> {
              String message = cause.getMessage();
              return message == null
                  ? cause.getClass().getSimpleName()
                  : message.replace(
                      NO_TLS, "it speaks no TLS there: is it http:// instead of https://?");
            });
  }
}
