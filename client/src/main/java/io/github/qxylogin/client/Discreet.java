package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Hands out neither the headers that a request was signed with, which OkHttp prints with it, nor a
 * reason phrase or a failure that quotes a secret.
 */
final class Discreet implements Interceptor {
  private static final String USUAL = "OK";

  private final SecretMask mask;

  Discreet(SecretMask mask) {
    this.mask = mask;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    try {
      Response response = chain.proceed(request);
      String phrase = response.message();
      String shown = phrase.equals(USUAL) ? phrase : mask.mask(phrase, Progress.signed(request));
      return response.newBuilder().request(request).message("" + shown).build();
    } catch (IOException failed) {
      throw mask.mask(failed, Progress.signed(request));
    }
  }
}
