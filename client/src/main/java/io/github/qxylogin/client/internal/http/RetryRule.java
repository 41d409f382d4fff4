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

/** Decides which requests may be sent again: that does no harm, and may succeed. */
public final class RetryRule {
  /** These are mended by whoever signs: with another token, with another date. */
  private static final Set<Family> SIGNERS = EnumSet.of(Family.NOT_SIGNED_IN, Family.SIGNATURE);

  /** The JDK has no type for this, and has begun the message in two ways. */
  private static final String NO_TLS = "nrecognized SSL message";

  /** The JDK reports it as a fault of the protocol. */
  private static final String ENDED_IN_ORDER = "close_notify";

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private RetryRule() {}

  /** Returns whether sending again may mend a call that got no answer. */
  public static boolean mends(IOException failed, SendGuard guard) {
    boolean noHttp = failed instanceof ProtocolException && guard.status() == 0;
    boolean lasting =
        noHttp
            || failed instanceof SignInFailedException
            || failed instanceof UnreadableBodyException
            || failed instanceof ClosedClientException
            || (!guard.isSent() && failed instanceof SSLException && lasts((SSLException) failed));
    return !lasting && !guard.mayHaveActed();
  }

  /**
   * Returns whether a TLS handshake fails for good: the certificate is not trusted or cannot be
   * checked, nothing can be negotiated, or the server speaks no TLS. A connection that breaks in
   * the handshake fails with an {@link SSLHandshakeException} too; its cause is the broken
   * connection.
   */
  private static boolean lasts(SSLException failed) {
    String message = "" + failed.getMessage();
    if (message.contains(ENDED_IN_ORDER)) {
      return false;
    }
    boolean lasting =
        failed instanceof SSLPeerUnverifiedException
            || failed instanceof SSLHandshakeException
            || failed instanceof SSLProtocolException
            || message.contains(NO_TLS);
    for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof GeneralSecurityException) {
        return true;
      }
      lasting &= !(cause instanceof EOFException || cause instanceof SocketException);
    }
    return lasting;
  }

  /** Returns how long to wait at least before sending again; null if that is of no use. */
  static @Nullable Duration waitAfter(Response response, CallInfo call) {
    String code = call.guard.received().code();
    Optional<Code> meaning = call.meaning(code);
    Duration asked = retryAfter(response.headers());
    boolean limited =
        code.isEmpty()
            ? response.code() == TOO_MANY_REQUESTS
            : meaning.filter(known -> known.family == Family.RATE_LIMITED).isPresent();
    // Another request so soon would meet the same limit.
    if (call.guard.mayHaveActed() || (limited && asked.isZero())) {
      return null;
    }
    if (code.isEmpty()) {
      return passing(response.code()) ? asked : null;
    }
    return meaning
        .filter(known -> known.retryable && !SIGNERS.contains(known.family))
        .map(known -> known.retryAfter == null ? asked : longer(known.retryAfter, asked))
        .orElse(null);
  }

  /** Returns whether an answer without a code is a failure that may be gone soon. */
  public static boolean passing(int status) {
    return status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
  }

  static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** Returns how long a server asks to wait; zero if it does not, or sends a date. */
  public static Duration retryAfter(Headers headers) {
    String seconds = headers.get("Retry-After");
    return seconds != null && seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }
}
