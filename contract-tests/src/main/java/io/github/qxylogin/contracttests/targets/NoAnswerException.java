package io.github.qxylogin.contracttests.targets;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.http.HttpException;

/** Thrown when a server cannot be reached, or its answer has no end that is worth waiting for. */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NoAnswerException(String url, Throwable cause) {
    super(url + " gave no answer: " + reason(cause), cause);
  }

  /** Words why a call got no answer, and what to do about it. */
  private static String reason(Throwable cause) {
    return known(cause)
        .orElseGet(
            () ->
                cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
  }

  private static Optional<String> known(Throwable cause) {
    if (is(cause, UnknownHostException.class)) {
      return Optional.of("no host of that name is known: is it spelt right?");
    }
    if (is(cause, SocketTimeoutException.class)) {
      return Optional.of("it took too long");
    }
    if (is(cause, NoRouteToHostException.class)) {
      return Optional.of("no way leads to that host");
    }
    if (is(cause, ConnectException.class)) {
      return Optional.of("the connection was refused: does it run, and is the port right?");
    }
    if (is(cause, HttpException.class)) {
      return Optional.of(
          "it speaks no HTTP there: is the port right, or is it https:// instead of http://?");
    }
    return is(cause, SSLException.class) ? Optional.of(tls(cause)) : Optional.empty();
  }

  private static String tls(Throwable cause) {
    if (is(cause, CertificateExpiredException.class)) {
      return "its certificate has expired";
    }
    if (is(cause, CertPathBuilderException.class) || is(cause, CertPathValidatorException.class)) {
      return "its certificate is signed by nobody who is trusted here: name that CA, or a mock"
          + " server's own certificate, with --ca FILE";
    }
    String message = String.valueOf(cause.getMessage());
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return "it speaks no TLS there: is it http:// instead of https://?";
    }
    if (message.contains("doesn't match") || message.contains("didn't match")) {
      return "its certificate is for another host: " + message;
    }
    return "TLS failed: " + message;
  }

  private static boolean is(Throwable failure, Class<? extends Throwable> kind) {
    return Stream.iterate(failure, f -> f != null, Throwable::getCause).anyMatch(kind::isInstance);
  }
}
