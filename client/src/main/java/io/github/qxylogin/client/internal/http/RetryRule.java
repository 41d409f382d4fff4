package io.github.qxylogin.client.internal.http;

import io.github.qxylogin.client.model.Family;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
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

  /** Returns how long to wait at least before sending again; none if that mends nothing. */
  static Optional<Duration> waitAfter(Response response, CallInfo call) {
    String code = BufferedBody.of(response).code();
    boolean safe = !call.guard.mayHaveActed();
    if (code.isEmpty()) {
      return safe && passing(response.code())
          ? Optional.of(retryAfter(response.headers()))
          : Optional.empty();
    }
    Duration asked = retryAfter(response.headers());
    return call.meaning(code)
        .filter(known -> known.retryable && safe && !SIGNERS.contains(known.family))
        .map(known -> longer(known.retryAfter, asked));
  }

  /** Returns whether the platform says that it did nothing. */
  static boolean refusedBeforeActing(Response response, CallInfo call) {
    return call.meaning(BufferedBody.of(response).code())
        .filter(listed -> listed.refusedBeforeActing)
        .isPresent();
  }

  /** Returns whether an answer without a code is a failure that may be gone soon. */
  public static boolean passing(int status) {
    return status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
  }

  private static Duration longer(@Nullable Duration documented, Duration asked) {
    return documented == null ? asked : Collections.max(Arrays.asList(documented, asked));
  }

  /** Returns how long a server asks to wait; zero if it does not, or names a date. */
  public static Duration retryAfter(Headers headers) {
    String seconds = headers.get("Retry-After");
    return seconds != null && seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }
}
