package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Keeps secrets out of what raw calls hand out: the headers that a request was signed with, which
 * OkHttp prints with it, and a reason phrase or a failure that quotes one.
 */
final class RawCallInterceptor implements Sender {
  private static final String USUAL = "OK";

  private final SecretMask mask;
  private final Sender next;

  RawCallInterceptor(SecretMask mask, Sender next) {
    this.mask = mask;
    this.next = next;
  }

  @Override
  public Response send(Request request, CallState progress, Chain chain) throws IOException {
    try {
      Response response = next.send(request, progress, chain);
      String phrase = response.message();
      String shown = phrase.equals(USUAL) ? phrase : mask.mask(phrase, CallState.signed(request));
      return response
          .newBuilder()
          .request(request)
          .networkResponse(null)
          .message("" + shown)
          .build();
    } catch (IOException failed) {
      throw mask.mask(failed, CallState.signed(request));
    }
  }
}
