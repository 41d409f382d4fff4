package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.internal.http.CallOptions;
import io.github.qxylogin.client.services.ApiResponse;
import io.github.qxylogin.client.services.QixiangyunCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** A call of a Retrofit interface, with what is to be different from the client's other calls. */
final class RetrofitCall<T extends @Nullable Object> implements QixiangyunCall<T> {
  private final Call<JsonNode> call;
  private final CallRunner runner;
  private final CallRunner.Reader<T> reader;
  private final CallOptions options;

  /** Of all that are this call with other options: one is made. */
  private final AtomicBoolean made;

  RetrofitCall(Call<JsonNode> call, CallRunner runner, CallRunner.Reader<T> reader) {
    this(call, runner, reader, CallOptions.NONE, new AtomicBoolean());
  }

  private RetrofitCall(
      Call<JsonNode> call,
      CallRunner runner,
      CallRunner.Reader<T> reader,
      CallOptions options,
      AtomicBoolean made) {
    this.call = call;
    this.runner = runner;
    this.reader = reader;
    this.options = options;
    this.made = made;
  }

  @Override
  public T execute() {
    prepare();
    return runner.execute(call, reader);
  }

  @Override
  public CompletableFuture<T> executeAsync() {
    try {
      prepare();
    } catch (RuntimeException refused) {
      CompletableFuture<T> failed = new CompletableFuture<>();
      failed.completeExceptionally(refused);
      return failed;
    }
    return runner.enqueue(call, reader);
  }

  private void prepare() {
    if (!made.compareAndSet(false, true)) {
      throw new IllegalStateException("The call was made already: ask the service for another");
    }
    options.applyTo(call);
  }

  @Override
  public QixiangyunCall<ApiResponse<T>> withResponse() {
    return new RetrofitCall<>(
        call,
        runner,
        (answer, refusal) -> answer.response(reader.read(answer, refusal)),
        options,
        made);
  }

  private QixiangyunCall<T> with(UnaryOperator<CallOptions> change) {
    return new RetrofitCall<>(call, runner, reader, change.apply(options), made);
  }

  @Override
  public QixiangyunCall<T> withTimeout(Duration timeout) {
    return with(now -> now.timeout(CallOptions.positive("timeout", timeout)));
  }

  @Override
  public QixiangyunCall<T> withAttemptTimeout(Duration timeout) {
    return with(now -> now.attemptTimeout(CallOptions.positive("attemptTimeout", timeout)));
  }

  @Override
  public QixiangyunCall<T> withRetries(int most) {
    return with(now -> now.retries(CallOptions.retriesOf(most)));
  }
}
