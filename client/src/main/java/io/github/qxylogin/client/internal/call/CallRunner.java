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

/** Makes calls, and turns their responses into a result or an exception. */
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
     * @param refusal the exception of its code; null for a code of success
     * @throws QixiangyunException the refusal, or that the response lacks what it should have
     * @throws JsonProcessingException if a member of it is not of the contract
     */
    T read(AnswerContext answer, @Nullable QixiangyunException refusal)
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

  /** Returns the family of the exception of a call; {@link Family#OK} if its code is a success. */
  public Family family(Request request, CallEnd end) {
    try {
      QixiangyunException refusal = result(request, end, (answer, refused) -> refused);
      return refusal == null ? Family.OK : refusal.family();
    } catch (QixiangyunException failed) {
      return failed.family();
    }
  }

  /** Does what {@link #execute} does, without blocking. */
  <T extends @Nullable Object> CompletableFuture<T> enqueue(Call call, Reader<T> reader) {
    CompletableFuture<T> future = new CompletableFuture<>();
    // A caller who cancels the future, or lets it time out, no longer needs the call.
    AtomicBoolean answered = new AtomicBoolean();
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

          /**
           * Completes it whatever happens: a future that is forgotten hangs its caller for good.
           */
          private void complete(CallEnd end) {
            answered.set(true);
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
              if (!answered.get()) {
                call.cancel();
              }
            });
    return future;
  }

  private <T extends @Nullable Object> T read(Response response, Reader<T> reader)
      throws IOException {
    BufferedBody body = BufferedBody.of(response, json);
    AnswerContext answer =
        new AnswerContext(response.request(), response.code(), response.headers(), body, mask);
    answer.checkCode(body.problem());
    QixiangyunException refusal = answer.refusal().orElse(null);
    if (!response.isSuccessful()) {
      String problem = "with an HTTP status that contradicts its code";
      throw refusal == null ? answer.invalid(problem, null) : refusal;
    }
    try {
      return reader.read(answer, refusal);
    } catch (JsonProcessingException unreadable) {
      throw failure(response.request(), UnreadableBodyException.of(unreadable));
    }
  }

  /** Returns the exception of a request that another client would have sent. */
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
    if (failed instanceof UnreadableBodyException || guard.isAnswered()) {
      // A refusal is one, whatever its data looks like.
      AnswerContext answer =
          new AnswerContext(request, guard.status(), Headers.of(), guard.answer(), mask);
      return answer.refusal().orElseGet(() -> answer.invalid(failed, cause));
    }
    ExceptionDetails details = ExceptionDetails.of(call.name);
    if (guard.mayHaveActed()) {
      details.mayHaveActed();
    } else if (RetryRule.mends(failed, guard)) {
      details.retryable();
    }
    return ApiConnectionException.of(details, "" + base, cause);
  }
}
