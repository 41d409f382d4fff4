package io.github.qxylogin.client.services;

import io.github.qxylogin.client.errors.QixiangyunException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call that can be made once. Thread-safe.
 *
 * <p>{@link #execute} blocks. The future of {@link #executeAsync} completes on an OkHttp thread
 * with the same result or the same {@link QixiangyunException}. Cancelling this future cancels the
 * call; cancelling a dependent future does not.
 *
 * <p>Interrupting a thread ends its wait for a token, or its pause before a retry, with an {@code
 * ApiConnectionException}. If the call already waits for its response, it fails in the same way
 * when the response arrives or the timeout elapses; the platform may then have acted. The thread
 * stays interrupted.
 *
 * <p>A call of a service adds missing defaults to the request: the flag of an encrypted password,
 * and that a session check does not log in.
 *
 * <p>A request without a required field, or with an unencrypted password, fails with an {@link
 * IllegalArgumentException} before anything is sent: {@link #execute} throws it, and the future of
 * {@link #executeAsync} completes with it.
 *
 * <p>Your own Retrofit interface, created by {@code QixiangyunLogin.api}, may return this type for
 * any model. Error responses are then exceptions, and the result is the model.
 *
 * @param <T> the type of the result
 */
public interface QixiangyunCall<T extends @Nullable Object> {

  /**
   * Makes the call and returns its result.
   *
   * @throws QixiangyunException if the platform returned an error, or no complete response came
   * @throws IllegalArgumentException if the request is invalid; nothing was sent
   * @throws IllegalStateException if the call was already made
   */
  T execute();

  /**
   * Makes the call without blocking. The future fails with the exceptions of {@link #execute}. The
   * future of an invalid request, or of a closed client, is complete when this method returns.
   * Completing the future otherwise, such as by {@code orTimeout}, cancels the call.
   *
   * <p>A cancelled call releases its thread at once, also during its wait for a token.
   */
  CompletableFuture<T> executeAsync();

  /** Returns the same call; its result also contains the HTTP response. */
  QixiangyunCall<ApiResponse<T>> withResponse();

  /**
   * Returns the same call with its own timeout instead of the client's. It covers all attempts and
   * the wait for a token, up to the last byte of the response.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  QixiangyunCall<T> withTimeout(Duration timeout);

  /**
   * Returns the same call with another timeout of each attempt; only idempotent calls use it.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  QixiangyunCall<T> withAttemptTimeout(Duration timeout);

  /**
   * Returns the same call with another maximum of retries; a call that must not be sent again has
   * none.
   *
   * @throws IllegalArgumentException if it is negative or above 10
   */
  QixiangyunCall<T> withRetries(int most);

  /** Returns a fake call with a result, for tests. It is not sent. */
  static <T extends @Nullable Object> QixiangyunCall<T> of(T value) {
    return new FakeCall<>(() -> value);
  }

  /** Returns a fake call that fails, for tests. It is not sent. */
  static <T extends @Nullable Object> QixiangyunCall<T> failing(RuntimeException failure) {
    return new FakeCall<>(
        () -> {
          throw failure;
        });
  }
}
