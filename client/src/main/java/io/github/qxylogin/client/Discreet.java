package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Hands out to raw calls neither the headers that a request was signed with, which OkHttp prints
 * with it, nor a reason phrase or a failure that quotes a secret.
 */
final class Discreet implements Sender {
  private static final String USUAL = "OK";

  private final SecretMask mask;
  private final Sender next;

  Discreet(SecretMask mask, Sender next) {
    this.mask = mask;
    this.next = next;
  }

  @Override
  public Response send(Request request, Progress progress, Chain chain) throws IOException {
    try {
      Response response = next.send(request, progress, chain);
      String phrase = response.message();
      String shown = phrase.equals(USUAL) ? phrase : mask.mask(phrase, Progress.signed(request));
      return response
          .newBuilder()
          .request(request)
          .networkResponse(null)
          .message("" + shown)
          .build();
    } catch (IOException failed) {
      throw mask.mask(failed, Progress.signed(request));
    }
  }
}
