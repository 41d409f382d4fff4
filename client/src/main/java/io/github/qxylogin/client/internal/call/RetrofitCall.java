package io.github.qxylogin.client.internal.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.internal.http.CallLimits;
import io.github.qxylogin.client.internal.http.CallState;
import io.github.qxylogin.client.services.ApiResponse;
import io.github.qxylogin.client.services.QixiangyunCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** A call of a Retrofit interface, with what is to be different from the client's other calls. */
final class RetrofitCall<T extends @Nullable Object> implements QixiangyunCall<T> {
  private final Call<JsonNode> call;
  private final CallRunner runner;
  private final CallRunner.Reader<T> reader;

  /** They make the call for that, though it is not sent. */
  private final Consumer<Call<?>> options;

  /** Of all that are this call with other options: one is made. */
  private final AtomicBoolean made;

  RetrofitCall(Call<JsonNode> call, CallRunner runner, CallRunner.Reader<T> reader) {
    this(call, runner, reader, same -> {}, new AtomicBoolean());
  }

  private RetrofitCall(
      Call<JsonNode> call,
      CallRunner runner,
      CallRunner.Reader<T> reader,
      Consumer<Call<?>> options,
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
    options.accept(call);
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

  private QixiangyunCall<T> with(Consumer<Call<?>> option) {
    return new RetrofitCall<>(call, runner, reader, options.andThen(option), made);
  }

  @Override
  public QixiangyunCall<T> withTimeout(Duration timeout) {
    long nanos = CallLimits.positive("timeout", timeout).toNanos();
    return with(same -> same.timeout().timeout(nanos, TimeUnit.NANOSECONDS));
  }

  @Override
  public QixiangyunCall<T> withAttemptTimeout(Duration timeout) {
    Duration limit = CallLimits.positive("attemptTimeout", timeout);
    return with(same -> CallState.ofOurs(same.request()).limitAttempts(limit));
  }

  @Override
  public QixiangyunCall<T> withRetries(int most) {
    int limit = CallLimits.retries(most);
    return with(same -> CallState.ofOurs(same.request()).limitRetries(limit));
  }
}
