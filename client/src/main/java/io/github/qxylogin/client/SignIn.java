package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.SecurityHeaders;
import java.io.IOException;
import java.time.Clock;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Puts token, date and signature on each request that needs them. A refused token is replaced, and
 * the call sent once more if the catalogue says that its refusal came before acting.
 */
final class SignIn implements Interceptor {
  /** A refusal is short; a longer answer is none. */
  private static final long LONGEST_REFUSAL_BYTES = 16 * 1024;

  private final Operations operations;
  private final SecurityHeaders headers;
  private final CodeCatalogue codes;
  private final RequestSigner signer;
  private final TokenSource tokens;
  private final Clock clock;
  private final ObjectMapper json;

  SignIn(Operations operations, Options options, TokenSource tokens, ObjectMapper json) {
    this.operations = operations;
    headers = options.contract().securityHeaders();
    codes = options.contract().codes();
    signer = new RequestSigner(options.appKey(), options.appSecret());
    this.tokens = tokens;
    clock = options.clock();
    this.json = json;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!operations.cover(request.url())) {
      throw new IOException("No token is sent outside " + operations.base());
    }
    if (!operations.signed(request.url())) {
      return chain.proceed(request);
    }
    AccessToken token = tokenOtherThan(null);
    Response response = chain.proceed(signed(request, token));
    if (!refusedForToken(response)) {
      return response;
    }
    response.close();
    return chain.proceed(signed(request, tokenOtherThan(token)));
  }

  private AccessToken tokenOtherThan(@Nullable AccessToken refused) throws IOException {
    try {
      return tokens.otherThan(refused);
    } catch (QixiangyunException failed) {
      throw new SignInFailedException(failed);
    }
  }

  private Request signed(Request request, AccessToken token) throws IOException {
    byte[] body = ExactBody.of(request.body(), false).bytes();
    long now = clock.millis();
    return Progress.noteSigned(
        request
            .newBuilder()
            .header(headers.token(), token.value())
            .header(headers.date(), "" + now)
            .header(headers.signature(), signer.sign(request.method(), body, now, token.value()))
            .build());
  }

  private boolean refusedForToken(Response response) throws IOException {
    try {
      byte[] start = response.peekBody(LONGEST_REFUSAL_BYTES).bytes();
      return codes.find(Json.code(json, start)).filter(SignIn::mendedByNewToken).isPresent();
    } catch (IOException unreadable) {
      response.close();
      throw unreadable;
    }
  }

  /** Of the refusals to sign in, those that can succeed later are those of the token itself. */
  private static boolean mendedByNewToken(Code code) {
    return code.family() == Family.NOT_SIGNED_IN && code.retryable() && code.refusedBeforeActing();
  }
}
