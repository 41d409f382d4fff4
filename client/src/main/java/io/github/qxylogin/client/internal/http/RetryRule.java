package io.github.qxylogin.client.internal.http;

import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.Code;
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
import okhttp3.Response;

/** Decides which requests may be sent again: that does no harm, and may succeed. */
public final class RetryRule {
  /** These are mended by whoever signs: with another token, with another date. */
  private static final Set<Family> SIGNERS = EnumSet.of(Family.NOT_SIGNED_IN, Family.SIGNATURE);

  /** The JDK has no type for this, and has begun the message in two ways. */
  private static final String NO_TLS = "nrecognized SSL message";

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final ApiContract contract;

  public RetryRule(ApiContract contract) {
    this.contract = contract;
  }

  /** Returns whether sending again may mend a call that got no answer. */
  public static boolean mends(IOException failed, CallState state) {
    boolean noHttp = failed instanceof ProtocolException && state.status() == 0;
    boolean lasting =
        noHttp
            || failed instanceof SignInFailedException
            || failed instanceof UnreadableBodyException
            || failed instanceof ClosedClientException
            || (failed instanceof SSLException && lasts((SSLException) failed));
    return !lasting && (state.idempotent() || !state.sent());
  }

  /**
   * Returns whether TLS fails for good: the certificate is not trusted or cannot be checked,
   * nothing can be negotiated, or the server speaks no TLS. A connection that breaks in the
   * handshake fails with an {@link SSLHandshakeException} too; its cause is the broken connection.
   */
  private static boolean lasts(SSLException failed) {
    boolean lasting =
        failed instanceof SSLPeerUnverifiedException
            || failed instanceof SSLHandshakeException
            || failed instanceof SSLProtocolException
            || ("" + failed.getMessage()).contains(NO_TLS);
    for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof GeneralSecurityException) {
        return true;
      }
      lasting &= !(cause instanceof EOFException || cause instanceof SocketException);
    }
    return lasting;
  }

  /** Returns how long to wait at least before sending again; none if that mends nothing. */
  Optional<Duration> waitAfter(Response response, CallState state) {
    BufferedBody body = BufferedBody.of(response);
    String code = body.code();
    if (code.isEmpty()) {
      return state.idempotent() && passing(response.code())
          ? Optional.of(retryAfter(response))
          : Optional.empty();
    }
    Code known = state.meaning(contract, code).orElse(null);
    if (known == null
        || !repeatable(known, state.idempotent())
        || SIGNERS.contains(known.family())
        || !body.says(code)) {
      return Optional.empty();
    }
    Duration documented = known.retryAfter();
    Duration answered = retryAfter(response);
    return Optional.of(
        documented == null ? answered : Collections.max(Arrays.asList(documented, answered)));
  }

  /** Returns whether the platform says that it did nothing of what was asked. */
  boolean refusedBeforeActing(Response response, CallState state) {
    BufferedBody body = BufferedBody.of(response);
    return state.meaning(contract, body.code()).filter(Code::refusedBeforeActing).isPresent()
        && body.says(body.code());
  }

  /** Returns whether an answer without a code is a failure that may be gone soon. */
  public static boolean passing(int status) {
    return status >= 500 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
  }

  private static boolean repeatable(Code code, boolean idempotent) {
    return code.retryable() && (idempotent || code.refusedBeforeActing());
  }

  private static Duration retryAfter(Response response) {
    String seconds = response.header("Retry-After");
    return seconds != null && seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }
}
