package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Buffers each body once, and keeps OkHttp from sending it twice where the contract forbids it. */
final class BufferedBodies implements Interceptor {
  private final Operations operations;

  BufferedBodies(Operations operations) {
    this.operations = operations;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (request.body() == null) {
      return chain.proceed(request);
    }
    boolean oneShot = !operations.idempotent(request.url());
    ExactBody body = ExactBody.of(request.body(), oneShot);
    return chain.proceed(request.newBuilder().method(request.method(), body).build());
  }
}
