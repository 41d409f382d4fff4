package io.github.qxylogin.client.internal.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Removes secrets from the results of raw calls: the signing headers of the request, and a reason
 * phrase or failure that quotes a secret.
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
