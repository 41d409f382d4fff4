package io.github.qxylogin.client;

import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.SecurityHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Puts token, date and signature on each request that needs them. A refused token is replaced and a
 * refused date corrected, each once, and the call sent again: the catalogue says that these
 * refusals come before acting.
 */
final class SignIn implements Interceptor {
  private final Operations operations;
  private final SecurityHeaders headers;
  private final CodeCatalogue codes;
  private final RequestSigner signer;
  private final TokenSource tokens;
  private final ServerClock clock;

  SignIn(Operations operations, Options options, TokenSource tokens) {
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
    if (!operations.cover(request.url())) {
      throw new IOException("No token is sent outside " + operations.base());
    }
    if (!operations.signed(request.url())) {
      return chain.proceed(request);
    }
    AccessToken token = token(null, chain);
    boolean renewed = false;
    boolean corrected = false;
    while (true) {
      Response response = chain.proceed(signed(request, token));
      Optional<Code> refusal =
          codes.find(WholeBody.code(response)).filter(Code::refusedBeforeActing);
      if (!renewed && refusal.filter(SignIn::mendedByNewToken).isPresent()) {
        renewed = true;
        token = token(token, chain);
      } else if (!corrected && refusal.filter(this::ofTheDate).isPresent()) {
        corrected = true;
        if (!clock.correct(response)) {
          return response;
        }
      } else {
        return response;
      }
      response.close();
    }
  }

  private AccessToken token(@Nullable AccessToken refused, Chain chain) throws IOException {
    try {
      return tokens.get(refused, Duration.ofNanos(chain.call().timeout().timeoutNanos()));
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

  /** Of the refusals to sign in, those that can succeed later are those of the token itself. */
  private static boolean mendedByNewToken(Code code) {
    return code.family() == Family.NOT_SIGNED_IN && code.retryable();
  }

  private boolean ofTheDate(Code code) {
    return codes.answerTo(Condition.DATE_SKEWED).code().equals(code);
  }
}
