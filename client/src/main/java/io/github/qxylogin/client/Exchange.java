package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.model.Envelope;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Family;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Callback;
import retrofit2.Response;

/** Sends calls, and turns what comes back into a result or the exception that tells why not. */
final class Exchange {
  private final HttpUrl base;
  private final ErrorMapper refusals;
  private final SecretMask mask;
  private final ObjectMapper json;
  private final Members members;

  Exchange(HttpUrl base, CodeCatalogue codes, SecretMask mask, ObjectMapper json) {
    this.base = base;
    members = new Members(json);
    this.refusals = new ErrorMapper(codes);
    this.mask = mask;
    this.json = json;
  }

  <E, T extends @Nullable Object> T execute(Call<E> call, BiFunction<E, AnswerContext, T> result) {
    return execute(call, result, (body, refusal) -> Optional.empty());
  }

  /** Sends a call of which some refusals are results: those that the last function gives. */
  <E, T extends @Nullable Object> T execute(
      Call<E> call,
      BiFunction<E, AnswerContext, T> result,
      BiFunction<E, QixiangyunException, Optional<T>> refused) {
    try {
      return read(call.execute(), result, refused);
    } catch (IOException failed) {
      throw failure(call.request(), failed);
    }
  }

  /** Does what {@link #execute} does, without blocking. */
  <E, T extends @Nullable Object> CompletableFuture<T> enqueue(
      Call<E> call,
      BiFunction<E, AnswerContext, T> result,
      BiFunction<E, QixiangyunException, Optional<T>> refused) {
    CompletableFuture<T> future = new CompletableFuture<>();
    // Who cancels the future or lets it time out wants no call any more.
    AtomicBoolean answered = new AtomicBoolean();
    call.enqueue(
        new Callback<E>() {
          @Override
          public void onResponse(Call<E> same, Response<E> response) {
            answered.set(true);
            settle(future, () -> read(response, result, refused));
          }

          @Override
          public void onFailure(Call<E> same, Throwable failed) {
            answered.set(true);
            settle(
                future,
                () -> {
                  throw failed instanceof IOException io
                      ? failure(call.request(), io)
                      : failed instanceof Exception refused
                          ? refused
                          : new CompletionException(failed);
                });
          }
        });
    var unused =
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
      CompletableFuture<T> future, Callable<T> outcome) {
    try {
      future.complete(outcome.call());
    } catch (Throwable failed) {
      future.completeExceptionally(failed);
    }
  }

  private <E, T extends @Nullable Object> T read(
      Response<E> response,
      BiFunction<E, AnswerContext, T> result,
      BiFunction<E, QixiangyunException, Optional<T>> refused) {
    boolean empty = hasEmptyError(response);
    Envelope envelope = envelope(response);
    AnswerContext answer = answer(response.raw().request(), response.code(), envelope);
    if (envelope == null || (!response.isSuccessful() && envelope.getCode() == null)) {
      throw answer.invalid(
          empty ? UnreadableBodyException.EMPTY : insteadOfJson(response, answer), null);
    }
    answer.need(envelope.getCode(), Envelope.JSON_PROPERTY_CODE);
    Optional<QixiangyunException> refusal = refusals.refusal(answer);
    if (refusal.isPresent()) {
      Optional<T> known =
          response.isSuccessful()
              ? refused.apply(response.body(), refusal.get())
              : Optional.empty();
      return known.orElseThrow(refusal::get);
    }
    if (!response.isSuccessful()) {
      throw answer.invalid("with an HTTP status that contradicts its code", null);
    }
    return result.apply(response.body(), answer);
  }

  private AnswerContext answer(Request request, int status, @Nullable Envelope envelope) {
    return new AnswerContext(
        CallState.name(request),
        CallState.ofOurs(request),
        status,
        envelope == null ? new Envelope() : envelope,
        text -> mask.mask(text, CallState.signed(request)));
  }

  private @Nullable Envelope envelope(Response<?> response) {
    if (response.isSuccessful()) {
      return response.body() == null ? null : envelope(response.body());
    }
    try (ResponseBody body = response.errorBody()) {
      return body == null ? null : json.readValue(body.bytes(), Envelope.class);
    } catch (IOException noEnvelope) {
      return null;
    }
  }

  private Envelope envelope(Object body) {
    return body instanceof Envelope bare
        ? bare
        : new Envelope()
            .code((String) members.get(body, Envelope.JSON_PROPERTY_CODE))
            .message((String) members.get(body, Envelope.JSON_PROPERTY_MESSAGE))
            .reqId((String) members.get(body, Envelope.JSON_PROPERTY_REQ_ID));
  }

  /** Retrofit has buffered it; reading it for the envelope empties it. */
  private static boolean hasEmptyError(Response<?> response) {
    ResponseBody error = response.errorBody();
    return error != null && error.source().getBuffer().size() == 0;
  }

  private static String insteadOfJson(Response<?> response, AnswerContext answer) {
    if (response.isSuccessful()) {
      return "nothing";
    }
    MediaType type = response.raw().body().contentType();
    return type == null
        ? "without the contract's JSON"
        : "with %s instead of the contract's JSON"
            .formatted(answer.mask().apply(type.type() + "/" + type.subtype()));
  }

  private QixiangyunException failure(Request request, IOException failed) {
    if (failed instanceof SignInFailedException signIn) {
      return signIn.failure();
    }
    CallState progress = CallState.ofOurs(request);
    IOException cause = mask.mask(failed, CallState.signed(request));
    if (failed instanceof UnreadableBodyException || progress.acted()) {
      // A refusal is one, whatever its data looks like.
      AnswerContext answer = answer(request, progress.status(), progress.envelope());
      return refusals
          .refusal(answer)
          .orElseGet(
              () ->
                  failed instanceof UnreadableBodyException unreadable
                      ? answer.invalid(unreadable.getMessage(), unreadable.field())
                      // Such as an interceptor's: the answer, perhaps a login, is not lost by it.
                      : answer.invalid(
                          "whole, but then the call failed: " + cause.getMessage(), null));
    }
    boolean mayHaveActed = progress.sent() && !progress.idempotent();
    boolean retryable = RetryRule.mends(failed, progress);
    String operation = CallState.name(request);
    Failure failure =
        new Failure(
            operation, 0, Family.UNKNOWN, null, null, null, retryable, mayHaveActed, null, "");
    return new NoAnswerException(failure, "" + base, cause);
  }
}
