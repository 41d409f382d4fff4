package io.github.qxylogin.client.internal.auth;

import io.github.qxylogin.client.internal.contract.Code;
import io.github.qxylogin.client.internal.http.CallInfo;
import io.github.qxylogin.client.internal.http.FixedRequestBody;
import io.github.qxylogin.client.internal.http.OperationLookup;
import io.github.qxylogin.client.internal.http.SendGuard;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.AccessToken;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Adds token, date and signature to each request that needs them. It replaces a rejected token and
 * corrects a rejected date, each once, and sends the call again: by the code catalogue the platform
 * did not act.
 */
public final class SigningInterceptor implements Interceptor {
  private final OperationLookup operations;
  private final RequestSigner signer;
  private final TokenSource tokens;
  private final ServerClock clock;

  public SigningInterceptor(
      OperationLookup operations, RequestSigner signer, Clock clock, TokenSource tokens) {
    this.operations = operations;
    this.signer = signer;
    this.tokens = tokens;
    this.clock = new ServerClock(clock, operations.contract.skew);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    CallInfo call = CallInfo.ofOurs(request);
    SendGuard guard = call.guard;
    if (!operations.covers(request.url())) {
      throw new IOException("The URL is not below " + operations.base + ": no token is sent to it");
    }
    if (!call.isSigned()) {
      return chain.proceed(request);
    }
    AccessToken token = tokens.get(null, guard.left(), chain.call()::isCanceled);
    boolean renewed = false;
    boolean corrected = false;
    while (true) {
      long date = clock.millis();
      Response response = chain.proceed(signed(request, guard, token, date));
      String code = guard.received().code();
      Code error = call.meaning(code).orElse(null);
      if (error == null || !error.rejectedBeforeActing) {
        return response;
      }
      if (!renewed && isExpiredToken(error)) {
        renewed = true;
        token = tokens.get(token, guard.left(), chain.call()::isCanceled);
      } else if (!corrected
          && operations.contract.dateSkewed.equals(code)
          && clock.correct(response, date)) {
        corrected = true;
      } else {
        return response;
      }
    }
  }

  private Request signed(Request request, SendGuard guard, AccessToken token, long now) {
    Request.Builder signed = request.newBuilder();
    headers(request.method(), FixedRequestBody.of(request).bytes(), token, now)
        .forEach(signed::header);
    return guard.signed(signed.build());
  }

  private Map<String, String> headers(String method, byte[] body, AccessToken token, long now) {
    String date = Long.toString(now);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(operations.contract.tokenHeader, token.value());
    headers.put(operations.contract.dateHeader, date);
    headers.put(
        operations.contract.signatureHeader, signer.sign(method, body, date, token.value()));
    return headers;
  }

  /**
   * Returns the signing headers for a request of another HTTP client.
   *
   * @param longest how long to wait for a token
   * @throws IOException if there is no token
   */
  public Map<String, String> headers(String method, byte[] body, Duration longest)
      throws IOException {
    return headers(method, body, tokens.get(null, longest, () -> false), clock.millis());
  }

  /** In this family, only errors of the token itself are retryable. */
  private static boolean isExpiredToken(Code code) {
    return code.family == Family.NOT_SIGNED_IN && code.retryable;
  }
}
