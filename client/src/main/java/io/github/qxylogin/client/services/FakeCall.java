package io.github.qxylogin.client.services;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** A call for tests, which is not sent. */
final class FakeCall<T extends @Nullable Object> implements QixiangyunCall<T> {
  private final Supplier<T> result;

  FakeCall(Supplier<T> result) {
    this.result = result;
  }

  @Override
  public T execute() {
    return result.get();
  }

  @Override
  public CompletableFuture<T> executeAsync() {
    CompletableFuture<T> future = new CompletableFuture<>();
    try {
      future.complete(result.get());
    } catch (RuntimeException failed) {
      future.completeExceptionally(failed);
    }
    return future;
  }

  @Override
  public QixiangyunCall<ApiResponse<T>> withResponse() {
    return new FakeCall<>(
        () -> new ApiResponse<>("fake", result.get(), 200, Headers.of(), "", null, null));
  }

  @Override
  public QixiangyunCall<T> withTimeout(Duration timeout) {
    return this;
  }

  @Override
  public QixiangyunCall<T> withAttemptTimeout(Duration timeout) {
    return this;
  }

  @Override
  public QixiangyunCall<T> withRetries(int most) {
    return this;
  }
}
