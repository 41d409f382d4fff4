package io.github.qxylogin.client.internal.call;

import io.github.qxylogin.client.internal.http.CallInfo;
import io.github.qxylogin.client.internal.http.CallLimits;
import io.github.qxylogin.client.internal.http.SendGuard;
import io.github.qxylogin.client.services.ApiResponse;
import io.github.qxylogin.client.services.QixiangyunCall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/** A call of a Retrofit interface, with its own options. */
final class RetrofitCall<T extends @Nullable Object> implements QixiangyunCall<T> {
  private final Call<?> call;
  private final CallRunner runner;
  private final CallRunner.Reader<T> reader;

  private final Consumer<SendGuard> options;

  /** Shared with the copies of this call with other options: only one of them is made. */
  private final AtomicBoolean made;

  /**
   * Creates a call.
   *
   * @param made whether this call was made, with any options
   */
  RetrofitCall(
      Call<?> call,
      CallRunner runner,
      CallRunner.Reader<T> reader,
      Consumer<SendGuard> options,
      AtomicBoolean made) {
    this.call = call;
    this.runner = runner;
    this.reader = reader;
    this.options = options;
    this.made = made;
  }

  @Override
  public T execute() {
    return runner.execute(guarded(), reader);
  }

  @Override
  public CompletableFuture<T> executeAsync() {
    try {
      return runner.enqueue(guarded(), reader);
    } catch (RuntimeException invalid) {
      CompletableFuture<T> failed = new CompletableFuture<>();
      failed.completeExceptionally(invalid);
      return failed;
    }
  }

  /** Returns the OkHttp call behind Retrofit's, with this call's options. */
  private okhttp3.Call guarded() {
    if (!made.compareAndSet(false, true)) {
      throw new IllegalStateException("The call was already made: create a new one by the service");
    }
    SendGuard guard = CallInfo.ofOurs(call.request()).guard;
    options.accept(guard);
    return guard.call();
  }

  @Override
  public QixiangyunCall<ApiResponse<T>> withResponse() {
    return new RetrofitCall<>(
        call,
        runner,
        (context, error) -> context.response(reader.read(context, error)),
        options,
        made);
  }

  private QixiangyunCall<T> with(Consumer<SendGuard> option) {
    return new RetrofitCall<>(call, runner, reader, options.andThen(option), made);
  }

  @Override
  public QixiangyunCall<T> withTimeout(Duration timeout) {
    Duration limit = CallLimits.positive("timeout", timeout);
    return with(guard -> guard.limitTime(limit));
  }

  @Override
  public QixiangyunCall<T> withAttemptTimeout(Duration timeout) {
    Duration limit = CallLimits.positive("attemptTimeout", timeout);
    return with(guard -> guard.limitAttempts(limit));
  }

  @Override
  public QixiangyunCall<T> withRetries(int most) {
    int limit = CallLimits.retries(most);
    return with(guard -> guard.limitRetries(limit));
  }
}
