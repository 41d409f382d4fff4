package io.github.qxylogin.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Makes calls whose progress is known, each with the time of its operation. A call that is never
 * sent twice gets a connection of its own: a kept one may turn out dead, and then nobody knows
 * whether the call arrived.
 */
final class LoginCalls implements Call.Factory {
  private final Operations operations;
  private final OkHttpClient keeping;
  private final OkHttpClient fresh;
  private final Duration reading;
  private final Duration acting;

  /**
   * Creates the factory.
   *
   * @param reading how long a call may take that costs and changes nothing
   * @param acting how long any other may take: it may wait for a bureau
   */
  LoginCalls(Operations operations, OkHttpClient client, Duration reading, Duration acting) {
    this.operations = operations;
    keeping = client;
    fresh = client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
    this.reading = reading;
    this.acting = acting;
  }

  @Override
  public Call newCall(Request request) {
    OkHttpClient client = operations.idempotent(request.url()) ? keeping : fresh;
    Call call = client.newCall(request.newBuilder().tag(Progress.class, new Progress()).build());
    Duration time = operations.acting(request.url()) ? acting : reading;
    call.timeout().timeout(time.toNanos(), TimeUnit.NANOSECONDS);
    return call;
  }
}
