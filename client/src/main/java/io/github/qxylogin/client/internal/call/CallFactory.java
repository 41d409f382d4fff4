package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.internal.http.CallInfo;
import io.github.qxylogin.client.internal.http.CallLimits;
import io.github.qxylogin.client.internal.http.FixedRequestBody;
import io.github.qxylogin.client.internal.http.OperationLookup;
import io.github.qxylogin.client.internal.http.SendGuard;
import io.github.qxylogin.client.internal.json.ModelBody;
import io.github.qxylogin.client.internal.json.RequestPreparer;
import io.github.qxylogin.client.spi.CallOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * Creates calls with a fixed body and the timeout of their operation. A call that is not idempotent
 * gets a new connection: a kept one may be dead, and it would be unknown whether the request
 * arrived.
 */
public final class CallFactory implements Call.Factory {
  private final OperationLookup operations;
  private final ObjectMapper json;
  private final RequestPreparer preparation;
  private final OkHttpClient keeping;
  private final OkHttpClient fresh;
  private final BiConsumer<SendGuard, Boolean> limits;

  /**
   * Creates the factory of a client's calls.
   *
   * @param limits sets the limits of a call; the flag is true if the call has costs or effects
   */
  public CallFactory(
      OperationLookup operations,
      ObjectMapper json,
      RequestPreparer preparation,
      OkHttpClient client,
      BiConsumer<SendGuard, Boolean> limits) {
    this.operations = operations;
    this.json = json;
    this.preparation = preparation;
    this.limits = limits;
    keeping = client;
    fresh = alone(client);
  }

  /**
   * Returns a client without kept connections and HTTP/2. A kept connection may be dead, and it
   * would be unknown whether a request arrived. HTTP/2 sends several calls over one connection.
   */
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
   * @throws IllegalArgumentException if the request is invalid; nothing is sent, not even a token
   *     request
   */
  @Override
  public Call newCall(Request request) {
    Operation operation = operations.at(request).orElse(null);
    Invocation invocation = request.tag(Invocation.class);
    FixedRequestBody body = fixed(request, operation);
    JsonNode sent = body == null ? json.missingNode() : body.json();
    Method method = invocation == null ? null : invocation.method();
    CallOptions options = method == null ? null : method.getAnnotation(CallOptions.class);
    boolean defaultEffect = operation == null || operation.defaultEffect.matches(sent);
    boolean idempotent =
        operation == null
            ? options != null && options.idempotent()
            : defaultEffect && operation.isIdempotent(sent);
    SendGuard guard = new SendGuard(idempotent);
    String name = operation == null ? request.url().encodedPath() : operation.id;
    CallInfo info = new CallInfo(name, operation, guard, operations.contract, options);
    Request tagged =
        request.newBuilder().tag(CallInfo.class, info).method(request.method(), body).build();
    Call call = guard.guard((idempotent ? keeping : fresh).newCall(tagged));
    limits.accept(guard, !defaultEffect || (operation == null ? !idempotent : operation.acting));
    Duration own = method == null ? null : time(method);
    if (own != null) {
      guard.limitTime(own);
    }
    return call;
  }

  /**
   * Checks the {@link CallOptions} of a Retrofit interface.
   *
   * @throws IllegalArgumentException if a timeout is invalid
   */
  public static void checkOptions(Class<?> api) {
    Arrays.stream(api.getMethods()).forEach(CallFactory::time);
  }

  /** Returns the timeout of a method's calls; null for the client's. */
  private static @Nullable Duration time(Method method) {
    CallOptions options = method.getAnnotation(CallOptions.class);
    if (options == null || options.timeout().isEmpty()) {
      return null;
    }
    try {
      return CallLimits.positive("timeout", Duration.parse(options.timeout()));
    } catch (DateTimeParseException | IllegalArgumentException unusable) {
      String name = method.getDeclaringClass().getSimpleName() + "." + method.getName();
      throw new IllegalArgumentException(
          "@CallOptions of " + name + ": set a timeout from 1 millisecond to 24 days, like PT30S",
          unusable);
    }
  }

  private @Nullable FixedRequestBody fixed(Request request, @Nullable Operation operation) {
    RequestBody given = request.body();
    if (given == null) {
      return null;
    }
    try {
      FixedRequestBody body = written(given);
      return preparation.prepare(operation, body) ? body.rewritten(json) : body;
    } catch (IOException unwritable) {
      // A closed password throws an exception with its own message.
      throw unwritable.getCause() instanceof IllegalStateException
          ? (IllegalStateException) unwritable.getCause()
          : new UncheckedIOException(unwritable);
    }
  }

  /** Writes the body now: some bodies can be written only once. */
  private FixedRequestBody written(RequestBody given) throws IOException {
    try {
      return FixedRequestBody.of(given, json);
    } catch (ModelBody.Unwritten unwritten) {
      return FixedRequestBody.ofModel(unwritten.model, json);
    }
  }
}
