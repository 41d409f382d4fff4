package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.services.ApiResponse;
import io.github.qxylogin.client.services.QixiangyunCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** A call of a Retrofit interface, with what is to be different from the client's other calls. */
final class RetrofitCall<T extends @Nullable Object> implements QixiangyunCall<T> {
  private final Call<JsonNode> call;
  private final CallRunner runner;
  private final CallRunner.Reader<T> reader;
  private final CallOptions options;

  RetrofitCall(Call<JsonNode> call, CallRunner runner, CallRunner.Reader<T> reader) {
    this(call, runner, reader, CallOptions.NONE);
  }

  private RetrofitCall(
      Call<JsonNode> call, CallRunner runner, CallRunner.Reader<T> reader, CallOptions options) {
    this.call = call;
    this.runner = runner;
    this.reader = reader;
    this.options = options;
  }

  @Override
  public T execute() {
    options.applyTo(call);
    return runner.execute(call, reader);
  }

  @Override
  public CompletableFuture<T> executeAsync() {
    try {
      options.applyTo(call);
    } catch (RuntimeException refused) {
      CompletableFuture<T> failed = new CompletableFuture<>();
      failed.completeExceptionally(refused);
      return failed;
    }
    return runner.enqueue(call, reader);
  }

  @Override
  public QixiangyunCall<ApiResponse<T>> withResponse() {
    return new RetrofitCall<>(
        call, runner, (answer, refusal) -> answer.response(reader.read(answer, refusal)), options);
  }

  private QixiangyunCall<T> with(UnaryOperator<CallOptions> change) {
    return new RetrofitCall<>(call, runner, reader, change.apply(options));
  }

  @Override
  public QixiangyunCall<T> withTimeout(Duration timeout) {
    return with(now -> now.timeout(QixiangyunLoginBuilder.positive("timeout", timeout)));
  }

  @Override
  public QixiangyunCall<T> withAttemptTimeout(Duration timeout) {
    return with(
        now -> now.attemptTimeout(QixiangyunLoginBuilder.positive("attemptTimeout", timeout)));
  }

  @Override
  public QixiangyunCall<T> withRetries(int most) {
    return with(now -> now.retries(QixiangyunLoginBuilder.retriesOf(most)));
  }
}
