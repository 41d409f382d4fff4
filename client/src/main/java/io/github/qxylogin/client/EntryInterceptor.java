package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.Interceptor.Chain;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Repairs what interceptors of a given client have done to the request of {@link CallFactory}. */
final class EntryInterceptor implements Sender {
  /** Who sets it unpacks the answer himself, outside of here, where it has to be read. */
  private static final String PACKING = "Accept-Encoding";

  private final Sender next;

  EntryInterceptor(Sender next) {
    this.next = next;
  }

  @Override
  public Response send(Request request, CallState progress, Chain chain) throws IOException {
    RequestBody body = request.body();
    FixedRequestBody exact = body == null ? null : FixedRequestBody.of(body);
    boolean good = exact == body && request.header(PACKING) == null;
    return next.send(good ? request : mended(request, exact), progress, chain);
  }

  private static Request mended(Request request, @Nullable FixedRequestBody exact) {
    return request.newBuilder().removeHeader(PACKING).method(request.method(), exact).build();
  }
}
