package io.github.qxylogin.client;

import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls whose body and progress are known, each with the time of its operation. A call that
 * is never sent twice gets a connection of its own: a kept one may turn out dead, and then nobody
 * knows whether the call arrived.
 */
final class LoginCalls implements Call.Factory {
  private final Operations operations;
  private final RequestCheck check;
  private final OkHttpClient keeping;
  private final OkHttpClient fresh;
  private final long readingNanos;
  private final long actingNanos;

  LoginCalls(Operations operations, RequestCheck check, OkHttpClient client, Options options) {
    this.operations = operations;
    this.check = check;
    keeping = client;
    fresh = client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
    readingNanos = options.callTimeout().toNanos();
    actingNanos = options.loginTimeout().toNanos();
  }

  /**
   * Returns the call of a request.
   *
   * @throws IllegalArgumentException if the check refuses it: nothing is sent, not even for a token
   */
  @Override
  public Call newCall(Request request) {
    Operation operation = operations.at(request.url()).orElse(null);
    Progress progress = new Progress(operation);
    Request.Builder known = request.newBuilder().tag(Progress.class, progress);
    RequestBody body = request.body();
    if (body != null) {
      ExactBody exact = exact(body, progress);
      if (operation != null) {
        check.check(operation, request, exact);
      }
      known.method(request.method(), exact);
    }
    Call call = (progress.idempotent() ? keeping : fresh).newCall(known.build());
    call.timeout().timeout(acting(operation) ? actingNanos : readingNanos, TimeUnit.NANOSECONDS);
    return call;
  }

  /** A body that can be written once only is written now. */
  private static ExactBody exact(RequestBody body, Progress progress) {
    try {
      return ExactBody.of(body, !progress.idempotent());
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** What the contract does not describe may cost or change something, and wait for a bureau. */
  private static boolean acting(@Nullable Operation operation) {
    return operation == null || operation.effect() != Effect.NONE;
  }
}
