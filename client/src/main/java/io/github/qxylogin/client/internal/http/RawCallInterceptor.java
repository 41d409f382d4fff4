package io.github.qxylogin.client.internal.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Keeps secrets out of what raw calls hand out: the headers that a request was signed with, which
 * OkHttp prints with it, and a reason phrase or a failure that quotes one.
 */
public final class RawCallInterceptor implements Interceptor {
  private final SecretMask mask;

  public RawCallInterceptor(SecretMask mask) {
    this.mask = mask;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    try {
      Response response = chain.proceed(request);
      return response
          .newBuilder()
          .request(request)
          .networkResponse(null)
          .message("" + mask.mask(response.message(), request))
          .build();
    } catch (IOException failed) {
      throw mask.mask(failed, request);
    }
  }
}
