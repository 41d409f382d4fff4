package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.errors.ApiConnectionException;
import io.github.qxylogin.client.errors.ExceptionDetails;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.http.CallState;
import io.github.qxylogin.client.internal.http.RetryRule;
import io.github.qxylogin.client.internal.http.SecretMask;
import io.github.qxylogin.client.internal.http.SignInFailedException;
import io.github.qxylogin.client.internal.http.UnreadableBodyException;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** Makes calls, and turns what comes back into a result or the exception that tells why not. */
public final class CallRunner {
  private final HttpUrl base;
  private final ApiContract contract;
  private final SecretMask mask;
  private final ObjectMapper json;

  public CallRunner(HttpUrl base, ApiContract contract, SecretMask mask, ObjectMapper json) {
    this.base = base;
    this.contract = contract;
    this.mask = mask;
    this.json = json;
  }

  /** Reads what an answer gives. */
  interface Reader<T extends @Nullable Object> {
    /**
     * Returns what an answer gives.
     *
     * @param refusal the exception of its code; null if that says that the call worked
     * @throws QixiangyunException the refusal, or that the answer has not what it should have
     * @throws JsonProcessingException if a member of it is not of the contract
     */
    T read(AnswerContext answer, @Nullable QixiangyunException refusal)
        throws JsonProcessingException;
  }

  /** What a call came to. */
  private interface Outcome<T extends @Nullable Object> {
    T get() throws Throwable;
  }

  <T extends @Nullable Object> T execute(Call<JsonNode> call, Reader<T> reader) {
    try {
      return read(call.execute(), reader);
    } catch (IOException failed) {
      throw failure(call.request(), failed);
    }
  }

  /** Does what {@link #execute} does, without blocking. */
  <T extends @Nullable Object> CompletableFuture<T> enqueue(Call<JsonNode> call, Reader<T> reader) {
    CompletableFuture<T> future = new CompletableFuture<>();
    // Who cancels the future or lets it time out wants no call any more.
    AtomicBoolean answered = new AtomicBoolean();
    call.enqueue(
        new Callback<JsonNode>() {
          @Override
          public void onResponse(Call<JsonNode> same, Response<JsonNode> response) {
            answered.set(true);
            settle(future, () -> read(response, reader));
          }

          @Override
          public void onFailure(Call<JsonNode> same, Throwable failed) {
            answered.set(true);
            settle(
                future,
                () -> {
                  throw failed instanceof IOException
                      ? failure(call.request(), (IOException) failed)
                      : failed;
                });
          }
        });
    CompletableFuture<T> unused =
        future.whenComplete(
            (value, failed) -> {
              if (!answered.get()) {
                call.cancel();
              }
            });
    return future;
  }

  /** Completes the future whatever happens: one that is forgotten hangs its caller for good. */
  private static <T extends @Nullable Object> void settle(
      CompletableFuture<T> future, Outcome<T> outcome) {
    try {
      future.complete(outcome.get());
    } catch (Throwable failed) {
      future.completeExceptionally(failed);
    }
  }

  private <T extends @Nullable Object> T read(Response<JsonNode> response, Reader<T> reader) {
    Request request = response.raw().request();
    boolean empty = hasEmptyError(response);
    JsonNode tree = response.isSuccessful() ? response.body() : error(response);
    try {
      Envelope envelope =
          tree == null || !tree.isObject() ? null : json.treeToValue(tree, Envelope.class);
      AnswerContext answer = answer(request, response.code(), response.headers(), envelope, tree);
      if (envelope == null || (!response.isSuccessful() && !envelope.code().isPresent())) {
        throw answer.invalid(
            empty ? UnreadableBodyException.EMPTY : insteadOfJson(response, answer), null);
      }
      answer.need(envelope.code().orElse(null), Envelope.JSON_PROPERTY_CODE);
      QixiangyunException refusal = answer.refusal().orElse(null);
      if (response.isSuccessful()) {
        return reader.read(answer, refusal);
      }
      throw refusal == null
          ? answer.invalid("with an HTTP status that contradicts its code", null)
          : refusal;
    } catch (JsonProcessingException unreadable) {
      throw failure(request, UnreadableBodyException.of(unreadable));
    }
  }

  private AnswerContext answer(
      Request request,
      int status,
      Headers headers,
      @Nullable Envelope envelope,
      @Nullable JsonNode tree) {
    JsonNode body = tree == null ? json.missingNode() : tree;
    return new AnswerContext(request, status, headers, envelope, body, contract, mask);
  }

  private @Nullable JsonNode error(Response<?> response) {
    try (ResponseBody body = response.errorBody()) {
      return body == null ? null : json.readTree(body.bytes());
    } catch (IOException noJson) {
      return null;
    }
  }

  /** Retrofit has buffered it; reading it for the envelope empties it. */
  private static boolean hasEmptyError(Response<?> response) {
    ResponseBody error = response.errorBody();
    return error != null && error.source().getBuffer().size() == 0;
  }

  private static String insteadOfJson(Response<?> response, AnswerContext answer) {
    if (response.isSuccessful()) {
      return response.body() == null ? "nothing" : UnreadableBodyException.NO_OBJECT;
    }
    MediaType type = response.raw().body().contentType();
    return type == null
        ? "without the contract's JSON"
        : String.format(
            "with %s instead of the contract's JSON",
            answer.masked(type.type() + "/" + type.subtype()));
  }

  private QixiangyunException failure(Request request, IOException failed) {
    if (failed instanceof SignInFailedException) {
      return ((SignInFailedException) failed).failure();
    }
    CallState state = CallState.ofOurs(request);
    IOException cause = mask.mask(failed, CallState.signed(request));
    if (failed instanceof UnreadableBodyException || state.acted()) {
      // A refusal is one, whatever its data looks like.
      AnswerContext answer = answer(request, state.status(), Headers.of(), state.envelope(), null);
      return answer
          .refusal()
          .orElseGet(
              () ->
                  failed instanceof UnreadableBodyException
                      ? answer.invalid(
                          failed.getMessage(), ((UnreadableBodyException) failed).field())
                      // Such as an interceptor's: the answer, perhaps a login, is not lost by it.
                      : answer.invalid(
                          "whole, but then the call failed: " + cause.getMessage(), null));
    }
    ExceptionDetails details = ExceptionDetails.of(CallState.name(request));
    if (state.sent() && !state.idempotent()) {
      details.mayHaveActed();
    } else if (RetryRule.mends(failed, state)) {
      details.retryable();
    }
    return ApiConnectionException.of(details, "" + base, cause);
  }
}
