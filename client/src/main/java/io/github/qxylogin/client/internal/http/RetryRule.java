package io.github.qxylogin.client.internal.http;

import io.github.qxylogin.client.internal.contract.Code;
import io.github.qxylogin.client.model.Family;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Decides which failed requests are sent again: a retry must be harmless and may succeed. */
public final class RetryRule {
  /** The signing interceptor handles these: with a new token, or with a corrected date. */
  private static final Set<Family> SIGNING = EnumSet.of(Family.NOT_SIGNED_IN, Family.SIGNATURE);

  /** The JDK has no exception type for it, and its first letter differs between versions. */
  private static final String NO_TLS = "nrecognized SSL message";

  /** The JDK reports a regular end as a protocol error. */
  private static final String ENDED_IN_ORDER = "close_notify";

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private RetryRule() {}

  /** Returns whether a call without a response may be retried. */
  public static boolean isRetryable(IOException failed, SendGuard guard) {
    boolean permanent =
        (failed instanceof ProtocolException && guard.status() == 0)
            || failed instanceof SignInFailedException
            || failed instanceof UnreadableBodyException
            || failed instanceof ClosedClientException
            || (!guard.isSent()
                && failed instanceof SSLException
                && isPermanent((SSLException) failed));
    return !permanent && !guard.mayHaveActed();
  }

  /**
   * Returns whether a TLS failure is permanent: an untrusted certificate, no common protocol, or a
   * server without TLS. A broken connection during the handshake is an {@link
   * SSLHandshakeException} too, with the broken connection as its cause.
   */
  private static boolean isPermanent(SSLException failed) {
    String message = "" + failed.getMessage();
    if (message.contains(ENDED_IN_ORDER)) {
      return false;
    }
    boolean permanent =
        failed instanceof SSLPeerUnverifiedException
            || failed instanceof SSLHandshakeException
            || failed instanceof SSLProtocolException
            || message.contains(NO_TLS);
    for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof GeneralSecurityException) {
        return true;
      }
      permanent &= !(cause instanceof EOFException || cause instanceof SocketException);
    }
    return permanent;
  }

  /** Returns the minimum delay of a retry; null if no retry is useful. */
  static @Nullable Duration delayAfter(Response response, CallInfo call) {
    String code = call.guard.received().code();
    Optional<Code> meaning = call.meaning(code);
    Duration asked = retryAfter(response.headers());
    boolean limited =
        code.isEmpty()
            ? response.code() == TOO_MANY_REQUESTS
            : meaning.filter(known -> known.family == Family.RATE_LIMITED).isPresent();
    // A retry without a documented delay would hit the same limit.
    if (call.guard.mayHaveActed() || (limited && asked.isZero())) {
      return null;
    }
    if (code.isEmpty()) {
      return isTransient(response.code()) ? asked : null;
    }
    return meaning
        .filter(known -> known.retryable && !SIGNING.contains(known.family))
        .map(known -> known.retryAfter == null ? asked : longer(known.retryAfter, asked))
        .orElse(null);
  }

  /** Returns whether a response without a code is a transient failure. */
  public static boolean isTransient(int status) {
    return status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Returns the seconds of {@code Retry-After}; zero if it is missing or a date. */
  public static Duration retryAfter(Headers headers) {
    String seconds = headers.get("Retry-After");
    return seconds != null && seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }
}
