package io.github.qxylogin.client;

import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.SecurityHeaders;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Adds token, date and signature to each request that needs them. A refused token is replaced and a
 * refused date corrected, each once, and the call sent again: the catalogue says that these
 * refusals come before acting.
 */
final class SigningInterceptor implements Interceptor {
  private final OperationLookup operations;
  private final SecurityHeaders headers;
  private final CodeCatalogue codes;
  private final RequestSigner signer;
  private final TokenSource tokens;
  private final ServerClock clock;

  SigningInterceptor(OperationLookup operations, Options options, TokenSource tokens) {
    this.operations = operations;
    headers = options.contract().securityHeaders();
    codes = options.contract().codes();
    signer = new RequestSigner(options.appKey(), options.appSecret());
    this.tokens = tokens;
    clock = new ServerClock(options.clock(), headers.skew());
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
      Code refusal = state.meaning(codes, BufferedBody.code(response)).orElse(null);
      if (refusal == null
          || !refusal.refusedBeforeActing()
          || !BufferedBody.says(response, refusal.code())) {
        return response;
      }
      if (!renewed && mendedByNewToken(refusal)) {
        renewed = true;
        state.noteRefused();
        token = token(token, state, chain);
      } else if (!corrected && ofTheDate(refusal) && clock.correct(response, date)) {
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
            .header(headers.token(), token.value())
            .header(headers.date(), date)
            .header(headers.signature(), signer.sign(request.method(), body, date, token.value()))
            .build());
  }

  /** Of the refusals to sign in, those that can succeed later are those of the token itself. */
  private static boolean mendedByNewToken(Code code) {
    return code.family() == Family.NOT_SIGNED_IN && code.retryable();
  }

  private boolean ofTheDate(Code code) {
    return codes.answerTo(Condition.DATE_SKEWED).code().code().equals(code.code());
  }
}
