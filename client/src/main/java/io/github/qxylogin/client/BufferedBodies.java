package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Keeps OkHttp from sending a body twice where the contract forbids it, whatever body an
 * interceptor of a given client has made of the one that {@link LoginCalls} made.
 */
final class BufferedBodies implements Sender {
  private final Sender next;

  BufferedBodies(Sender next) {
    this.next = next;
  }

  @Override
  public Response send(Request request, Progress progress, Chain chain) throws IOException {
    RequestBody body = request.body();
    ExactBody exact = body == null ? null : ExactBody.of(body, !progress.idempotent());
    Request known =
        exact == body ? request : request.newBuilder().method(request.method(), exact).build();
    return next.send(known, progress, chain);
  }
}
