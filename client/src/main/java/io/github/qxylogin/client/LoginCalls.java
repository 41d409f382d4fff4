package io.github.qxylogin.client;

import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Makes calls whose progress is known. A call that is never sent twice gets a connection of its
 * own: a kept one may turn out dead, and then nobody knows whether the call arrived.
 */
final class LoginCalls implements Call.Factory {
  private final Operations operations;
  private final OkHttpClient keeping;
  private final OkHttpClient fresh;

  LoginCalls(Operations operations, OkHttpClient client) {
    this.operations = operations;
    keeping = client;
    fresh = client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
  }

  @Override
  public Call newCall(Request request) {
    OkHttpClient client = operations.idempotent(request.url()) ? keeping : fresh;
    return client.newCall(request.newBuilder().tag(Progress.class, new Progress()).build());
  }
}
