package io.github.qxylogin.client.internal.auth;

import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.Code;
import io.github.qxylogin.client.internal.http.BufferedBody;
import io.github.qxylogin.client.internal.http.CallState;
import io.github.qxylogin.client.internal.http.FixedRequestBody;
import io.github.qxylogin.client.internal.http.OperationLookup;
import io.github.qxylogin.client.internal.http.SignInFailedException;
import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.AccessToken;
import java.io.IOException;
import java.time.Clock;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Adds token, date and signature to each request that needs them. A refused token is replaced and a
 * refused date corrected, each once, and the call sent again: the catalogue says that these
 * refusals come before acting.
 */
public final class SigningInterceptor implements Interceptor {
  private final OperationLookup operations;
  private final ApiContract contract;
  private final RequestSigner signer;
  private final TokenSource tokens;
  private final ServerClock clock;

  public SigningInterceptor(
      OperationLookup operations,
      ApiContract contract,
      RequestSigner signer,
      Clock clock,
      TokenSource tokens) {
    this.operations = operations;
    this.contract = contract;
    this.signer = signer;
    this.tokens = tokens;
    this.clock = new ServerClock(clock, contract.skew());
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    CallState state = CallState.of(request);
    if (!operations.cover(request.url())) {
      throw new IOException("No token is sent outside " + operations.base());
    }
    if (!state.isSigned()) {
      return chain.proceed(request);
    }
    AccessToken token = token(null, state, chain);
    boolean renewed = false;
    boolean corrected = false;
    while (true) {
      long date = clock.millis();
      Response response = chain.proceed(signed(request, state, token, date));
      BufferedBody body = BufferedBody.of(response);
      String code = body.code();
      Code refusal = state.meaning(contract, code).orElse(null);
      if (refusal == null || !refusal.refusedBeforeActing() || !body.says(code)) {
        return response;
      }
      if (!renewed && mendedByNewToken(refusal)) {
        renewed = true;
        state.noteRefused();
        token = token(token, state, chain);
      } else if (!corrected && contract.isDateSkewed(code) && clock.correct(response, date)) {
        corrected = true;
      } else {
        return response;
      }
      response.close();
    }
  }

  private AccessToken token(@Nullable AccessToken refused, CallState state, Chain chain)
      throws IOException {
    try {
      return tokens.get(refused, state.left(), chain.call()::isCanceled);
    } catch (QixiangyunException failed) {
      throw new SignInFailedException(failed);
    }
  }

  private Request signed(Request request, CallState state, AccessToken token, long now)
      throws IOException {
    String date = Long.toString(now);
    byte[] body = FixedRequestBody.bytes(request);
    return state.noteSigned(
        request
            .newBuilder()
            .header(contract.tokenHeader(), token.value())
            .header(contract.dateHeader(), date)
            .header(
                contract.signatureHeader(),
                signer.sign(request.method(), body, date, token.value()))
            .build());
  }

  /** Of the refusals to sign in, those that can succeed later are those of the token itself. */
  private static boolean mendedByNewToken(Code code) {
    return code.family() == Family.NOT_SIGNED_IN && code.retryable();
  }
}
