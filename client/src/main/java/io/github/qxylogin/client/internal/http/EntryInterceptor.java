package io.github.qxylogin.client.internal.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Takes over a call from the interceptors of a given client: refuses one that must not go out, and
 * repairs what they have done to the request that was made here.
 */
public final class EntryInterceptor implements Interceptor {
  /** Who sets it unpacks the answer himself, outside of here, where it has to be read. */
  private static final String PACKING = "Accept-Encoding";

  @Override
  public Response intercept(Chain chain) throws IOException {
    CallState state = CallState.of(chain.request());
    state.enter(chain.call());
    try {
      return chain.proceed(repaired(chain.request()));
    } finally {
      state.leave();
    }
  }

  private static Request repaired(Request request) throws IOException {
    Request known = FixedRequestBody.known(request);
    return known.header(PACKING) == null ? known : known.newBuilder().removeHeader(PACKING).build();
  }
}
