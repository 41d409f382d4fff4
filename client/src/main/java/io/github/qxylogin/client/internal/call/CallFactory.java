package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.internal.http.CallState;
import io.github.qxylogin.client.internal.http.FixedRequestBody;
import io.github.qxylogin.client.internal.http.OperationLookup;
import io.github.qxylogin.client.internal.json.Preparation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/**
 * Makes calls whose body and state are known, each with the time of its operation. A call that is
 * not idempotent gets a connection of its own: a kept one may turn out dead, and then nobody knows
 * whether the call arrived.
 */
public final class CallFactory implements Call.Factory {
  private final OperationLookup operations;
  private final ObjectMapper json;
  private final Preparation preparation;
  private final OkHttpClient keeping;
  private final OkHttpClient fresh;
  private final long readingNanos;
  private final long actingNanos;

  /**
   * Creates the factory of a client's calls.
   *
   * @param reading how long a call may take that costs and changes nothing
   * @param acting how long any other may take
   */
  public CallFactory(
      OperationLookup operations,
      ObjectMapper json,
      Preparation preparation,
      OkHttpClient client,
      Duration reading,
      Duration acting) {
    this.operations = operations;
    this.json = json;
    this.preparation = preparation;
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
      builder.protocols(Collections.singletonList(Protocol.HTTP_1_1));
    }
    return builder.build();
  }

  /**
   * Returns the call of a request.
   *
   * @throws IllegalArgumentException if it must not be sent as it is: nothing is sent, not even for
   *     a token
   */
  @Override
  public Call newCall(Request request) {
    Operation operation = operations.at(request).orElse(null);
    Request exact = exact(request);
    FixedRequestBody body = (FixedRequestBody) exact.body();
    JsonNode said = json.missingNode();
    if (operation != null && body != null) {
      said = FixedRequestBody.json(exact, json);
      body = preparation.prepare(operation, said) ? with(body, said) : body;
    }
    boolean usualEffect = operation == null || operation.hasUsualEffect(said);
    CallState state =
        new CallState(
            operation,
            usualEffect,
            usualEffect && operation != null && operation.isIdempotent(said));
    Request known =
        request.newBuilder().tag(CallState.class, state).method(request.method(), body).build();
    Call call = (state.idempotent() ? keeping : fresh).newCall(known);
    state.noteMade(call);
    call.timeout().timeout(state.acting() ? actingNanos : readingNanos, TimeUnit.NANOSECONDS);
    return call;
  }

  private FixedRequestBody with(FixedRequestBody body, JsonNode said) {
    try {
      return body.with(said, json);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** A body that can be written once only is written now. */
  private static Request exact(Request request) {
    try {
      return FixedRequestBody.known(request);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
