package io.github.qxylogin.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls whose body and progress are known, each with the time of its operation. A call that
 * is not idempotent gets a connection of its own: a kept one may turn out dead, and then nobody
 * knows whether the call arrived.
 */
final class LoginCalls implements Call.Factory {
  private final Operations operations;
  private final RequestCheck check;
  private final OkHttpClient keeping;
  private final OkHttpClient fresh;
  private final long readingNanos;
  private final long actingNanos;

  /**
   * Creates what makes the calls of a client.
   *
   * @param reading how long a call may take that costs and changes nothing
   * @param acting how long any other may take
   */
  LoginCalls(
      Operations operations,
      RequestCheck check,
      OkHttpClient client,
      Duration reading,
      Duration acting) {
    this.operations = operations;
    this.check = check;
    keeping = client;
    fresh = alone(client);
    readingNanos = reading.toNanos();
    actingNanos = acting.toNanos();
  }

  /** HTTP/2 would send several calls over one connection. */
  private static OkHttpClient alone(OkHttpClient client) {
    OkHttpClient.Builder builder =
        client.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS));
    if (client.protocols().contains(Protocol.HTTP_1_1)) {
      builder.protocols(List.of(Protocol.HTTP_1_1));
    }
    return builder.build();
  }

  /**
   * Returns the call of a request.
   *
   * @throws IllegalArgumentException if the check refuses it: nothing is sent, not even for a token
   */
  @Override
  public Call newCall(Request request) {
    Operation operation = operations.at(request).orElse(null);
    ExactBody body = request.body() == null ? null : exact(request.body());
    if (operation != null && body != null) {
      check.check(operation, request, body);
    }
    boolean usualEffect = hasUsualEffect(operation, body);
    Progress progress =
        new Progress(operation, usualEffect, usualEffect && isIdempotent(operation, body));
    Request known =
        request.newBuilder().tag(Progress.class, progress).method(request.method(), body).build();
    Call call = (progress.idempotent() ? keeping : fresh).newCall(known);
    progress.noteMade(call);
    call.timeout().timeout(progress.acting() ? actingNanos : readingNanos, TimeUnit.NANOSECONDS);
    return call;
  }

  /** A check of a session that does not say that it only looks may log in again. */
  private static boolean hasUsualEffect(@Nullable Operation operation, @Nullable ExactBody body) {
    if (operation != null && body != null) {
      for (Field field : operation.fields()) {
        if (!field.keepsEffect().isEmpty() && !keepsEffect(field, body)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isIdempotent(@Nullable Operation operation, @Nullable ExactBody body) {
    return operation != null
        && operation.idempotence().holds(field -> body == null ? "" : said(field, body));
  }

  private static String said(String field, ExactBody body) {
    return TopLevel.text(field.getBytes(UTF_8), body.bytes());
  }

  private static boolean keepsEffect(Field field, ExactBody body) {
    String value = said(field.name(), body);
    for (JsonNode keeps : field.keepsEffect()) {
      if (keeps.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  /** A body that can be written once only is written now. */
  private static ExactBody exact(RequestBody body) {
    try {
      return ExactBody.of(body);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
