package io.github.qxylogin.client.services;

import io.github.qxylogin.client.errors.QixiangyunException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call that is ready to be made, once. Safe for use by several threads.
 *
 * <p>It is made by blocking, or with a future that completes on a thread of OkHttp with the same
 * result or the same {@link QixiangyunException}; cancelling the future cancels the call,
 * cancelling one that depends on it does not. Interrupting a thread ends its wait for a token, or
 * its pause before a call is sent again, with a {@code ApiConnectionException}. A call that waits
 * for its answer fails so too, but only when the answer comes or its time is up, and may have
 * acted. The thread stays interrupted.
 *
 * <p>A call of a service adds what the contract leaves to the client: that the password is
 * encrypted, and that a session check only looks.
 *
 * <p>A request that lacks what the contract requires, or whose password is plainly not encrypted,
 * is refused with an {@link IllegalArgumentException} before anything is sent: thrown by {@link
 * #execute}, and what the future of {@link #executeAsync} completes with.
 *
 * <p>A Retrofit interface of one's own may return it for any model, and is made by {@code
 * QixiangyunLogin.api}: then refusals are exceptions, and all else is the model.
 *
 * @param <T> what the call gives
 */
public interface QixiangyunCall<T extends @Nullable Object> {

  /**
   * Makes the call, and returns what it gave.
   *
   * @throws QixiangyunException if the platform refused it, or no answer came
   * @throws IllegalArgumentException if the request must not be sent
   * @throws IllegalStateException if the call was made already
   */
  T execute();

  /**
   * Makes the call without blocking; see {@link #execute} for what the future fails with. A future
   * of a rejected request, or of a closed client, completes before this method returns. Completing
   * the future otherwise, such as by {@code orTimeout}, cancels the call.
   */
  CompletableFuture<T> executeAsync();

  /** Returns the same call, which gives the raw answer beside what it says. */
  QixiangyunCall<ApiResponse<T>> withResponse();

  /**
   * Returns the same call with a time of its own, in place of the client's: from its start to the
   * last byte of its answer, with every repetition and the wait for a token.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  QixiangyunCall<T> withTimeout(Duration timeout);

  /**
   * Returns the same call with another limit of each attempt, where it may be sent again at all.
   *
   * @throws IllegalArgumentException if it is not positive or above 24 days
   */
  QixiangyunCall<T> withAttemptTimeout(Duration timeout);

  /**
   * Returns the same call that is sent again so many times at most, where it may be at all.
   *
   * @throws IllegalArgumentException if it is negative or above 10
   */
  QixiangyunCall<T> withRetries(int most);

  /** Returns a call that gives a value, and is sent nowhere: for a test of who makes it. */
  static <T extends @Nullable Object> QixiangyunCall<T> of(T value) {
    return new MadeUpCall<>(() -> value);
  }

  /** Returns a call that fails, and is sent nowhere: for a test of who makes it. */
  static <T extends @Nullable Object> QixiangyunCall<T> failing(RuntimeException failure) {
    return new MadeUpCall<>(
        () -> {
          throw failure;
        });
  }
}
