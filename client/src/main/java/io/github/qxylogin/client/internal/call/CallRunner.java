package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.http.BufferedBody;
import io.github.qxylogin.client.internal.http.CallEnd;
import io.github.qxylogin.client.internal.http.CallInfo;
import io.github.qxylogin.client.internal.http.RetryRule;
import io.github.qxylogin.client.internal.http.SecretMask;
import io.github.qxylogin.client.internal.http.SendGuard;
import io.github.qxylogin.client.internal.http.SignInFailedException;
import io.github.qxylogin.client.internal.http.UnreadableBodyException;
import io.github.qxylogin.client.model.Family;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes calls, and converts their responses to results or exceptions. */
public final class CallRunner {
  private final HttpUrl base;
  private final SecretMask mask;
  private final ObjectMapper json;

  public CallRunner(HttpUrl base, SecretMask mask, ObjectMapper json) {
    this.base = base;
    this.mask = mask;
    this.json = json;
  }

  /** Reads the result of a call. */
  interface Reader<T extends @Nullable Object> {
    /**
     * Returns the result.
     *
     * @param error the exception of an error code; null for success
     * @throws QixiangyunException the error, or that the response lacks a required member
     * @throws JsonProcessingException if a member does not match the contract
     */
    T read(ResponseContext context, @Nullable QixiangyunException error)
        throws JsonProcessingException;
  }

  <T extends @Nullable Object> T execute(Call call, Reader<T> reader) {
    return result(call.request(), call::execute, reader);
  }

  private <T extends @Nullable Object> T result(Request request, CallEnd end, Reader<T> reader) {
    try {
      return read(end.response(), reader);
    } catch (IOException failed) {
      throw failure(request, failed);
    }
  }

  /** Returns the family of a call's exception; {@link Family#OK} for a success code. */
  public Family family(Request request, CallEnd end) {
    try {
      QixiangyunException error = result(request, end, (context, failure) -> failure);
      return error == null ? Family.OK : error.family();
    } catch (QixiangyunException failed) {
      return failed.family();
    }
  }

  /** Does what {@link #execute} does, without blocking. */
  <T extends @Nullable Object> CompletableFuture<T> enqueue(Call call, Reader<T> reader) {
    CompletableFuture<T> future = new CompletableFuture<>();
    // A future that is cancelled or times out cancels the call.
    AtomicBoolean completed = new AtomicBoolean();
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call same, Response response) {
            complete(() -> response);
          }

          @Override
          public void onFailure(Call same, IOException failed) {
            complete(CallEnd.failed(failed));
          }

          /** Completes the future even after an Error: otherwise its caller hangs forever. */
          private void complete(CallEnd end) {
            completed.set(true);
            try {
              future.complete(result(call.request(), end, reader));
            } catch (Throwable failed) {
              future.completeExceptionally(failed);
            }
          }
        });
    CompletableFuture<T> unused =
        future.whenComplete(
            (value, failed) -> {
              if (!completed.get()) {
                call.cancel();
              }
            });
    return future;
  }

  private <T extends @Nullable Object> T read(Response response, Reader<T> reader)
      throws IOException {
    BufferedBody body = BufferedBody.of(response, json);
    ResponseContext context =
        new ResponseContext(response.request(), response.code(), response.headers(), body, mask);
    context.checkCode(body.problem());
    QixiangyunException error = context.error().orElse(null);
    if (!response.isSuccessful()) {
      String problem = "an HTTP status that contradicts its code";
      throw error == null ? context.invalid(problem, null) : error;
    }
    try {
      return reader.read(context, error);
    } catch (JsonProcessingException unreadable) {
      throw failure(response.request(), UnreadableBodyException.of(unreadable));
    }
  }

  /** Returns the exception for an operation without a request of this client. */
  public QixiangyunException failure(String operation, IOException failed) {
    return failed instanceof SignInFailedException
        ? ((SignInFailedException) failed).failure()
        : ApiConnectionException.of(ExceptionDetails.of(operation).retryable(), "" + base, failed);
  }

  private QixiangyunException failure(Request request, IOException failed) {
    if (failed instanceof SignInFailedException) {
      return ((SignInFailedException) failed).failure();
    }
    CallInfo call = CallInfo.ofOurs(request);
    SendGuard guard = call.guard;
    IOException cause = mask.mask(failed, request);
    if (failed instanceof UnreadableBodyException || guard.isReceived()) {
      // An error code decides, even if the data is invalid.
      ResponseContext context =
          new ResponseContext(request, guard.status(), Headers.of(), guard.response(), mask);
      return context.error().orElseGet(() -> context.invalid(failed, cause));
    }
    ExceptionDetails details = ExceptionDetails.of(call.name);
    if (guard.mayHaveActed()) {
      details.mayHaveActed();
    } else if (RetryRule.isRetryable(failed, guard)) {
      details.retryable();
    }
    return ApiConnectionException.of(details, "" + base, cause);
  }
}
