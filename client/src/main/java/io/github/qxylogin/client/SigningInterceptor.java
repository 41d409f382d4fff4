package io.github.qxylogin.client;

import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.SecurityHeaders;
import java.io.IOException;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Adds token, date and signature to each request that needs them. A refused token is replaced and a
 * refused date corrected, each once, and the call sent again: the catalogue says that these
 * refusals come before acting.
 */
final class SigningInterceptor implements Sender {
  private final OperationLookup operations;
  private final SecurityHeaders headers;
  private final CodeCatalogue codes;
  private final RequestSigner signer;
  private final TokenSource tokens;
  private final ServerClock clock;
  private final Sender next;

  SigningInterceptor(OperationLookup operations, Options options, TokenSource tokens, Sender next) {
    this.next = next;
    this.operations = operations;
    headers = options.contract().securityHeaders();
    codes = options.contract().codes();
    signer = new RequestSigner(options.appKey(), options.appSecret());
    this.tokens = tokens;
    clock = new ServerClock(options.clock(), headers.skew());
  }

  @Override
  public Response send(Request request, CallState progress, Chain chain) throws IOException {
    if (!operations.cover(request.url())) {
      throw new IOException("No token is sent outside " + operations.base());
    }
    if (!progress.isSigned()) {
      return next.send(request, progress, chain);
    }
    AccessToken token = token(null, progress, chain);
    boolean renewed = false;
    boolean corrected = false;
    while (true) {
      long date = clock.millis();
      Response response = next.send(signed(request, progress, token, date), progress, chain);
      Code refusal = progress.meaning(codes, BufferedBody.code(response)).orElse(null);
      if (refusal == null
          || !refusal.refusedBeforeActing()
          || !BufferedBody.says(response, refusal.code())) {
        return response;
      }
      if (!renewed && mendedByNewToken(refusal)) {
        renewed = true;
        progress.noteRefused();
        token = token(token, progress, chain);
      } else if (!corrected && ofTheDate(refusal) && clock.correct(response, date)) {
        corrected = true;
      } else {
        return response;
      }
      response.close();
    }
  }

  private AccessToken token(@Nullable AccessToken refused, CallState progress, Chain chain)
      throws IOException {
    try {
      return tokens.get(refused, progress.left(), chain.call()::isCanceled);
    } catch (QixiangyunException failed) {
      throw new SignInFailedException(failed);
    }
  }

  private Request signed(Request request, CallState progress, AccessToken token, long now)
      throws IOException {
    String date = Long.toString(now);
    byte[] body = FixedRequestBody.bytes(request);
    return progress.noteSigned(
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
