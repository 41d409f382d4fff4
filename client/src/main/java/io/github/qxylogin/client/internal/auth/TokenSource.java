package io.github.qxylogin.client.internal.auth;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import io.github.qxylogin.client.errors.InvalidCredentialsException;
import io.github.qxylogin.client.errors.QixiangyunException;
import io.github.qxylogin.client.internal.http.Backoff;
import io.github.qxylogin.client.internal.http.SignInFailedException;
import io.github.qxylogin.client.spi.AccessToken;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one access token for all callers. Without a token, all callers wait for one fetch, and
 * share its failure. A token that needs a refresh is renewed while callers still use it. After
 * rejected credentials or a failed renewal, the next fetch waits for {@link #COOLDOWN}.
 * Thread-safe.
 */
public final class TokenSource {
  /** The platform throttles frequent calls, and a wrong AppSecret stays wrong. */
  public static final Duration COOLDOWN = Duration.ofSeconds(60);

  private final UnaryOperator<@Nullable AccessToken> renewal;
  private final Executor executor;
  private final Clock clock;
  private @Nullable AccessToken current;
  private @Nullable CompletableFuture<AccessToken> pending;
  private @Nullable InvalidCredentialsException credentialsError;
  private Instant cooldownUntil = Instant.MIN;

  /**
   * Creates a source without a token.
   *
   * @param renewal returns another token than the given one
   * @param executor runs the renewal
   */
  public TokenSource(UnaryOperator<@Nullable AccessToken> renewal, Executor executor, Clock clock) {
    this.renewal = renewal;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Returns a token for a call.
   *
   * @param rejected the token that the platform has just rejected, if any; another caller may have
   *     replaced it already
   * @param longest how long to wait for a fetch
   * @param cancelled whether the caller was cancelled: the wait ends, the fetch continues
   * @throws SignInFailedException if the platform issues none
   * @throws IOException if none came in time, or the wait was cancelled or interrupted
   */
  AccessToken get(@Nullable AccessToken rejected, Duration longest, BooleanSupplier cancelled)
      throws IOException {
    CompletableFuture<AccessToken> awaited;
    synchronized (this) {
      Instant now = clock.instant();
      boolean coolingDown = now.isBefore(cooldownUntil);
      AccessToken held = current;
      if (held != null && !TokenLife.isSame(held, rejected) && !TokenLife.hasEnded(held, now)) {
        if (TokenLife.needsRefresh(held, now) && pending == null && !coolingDown) {
          CompletableFuture<AccessToken> unused = renew(held);
        }
        return held;
      }
      if (credentialsError != null && coolingDown) {
        throw new SignInFailedException(credentialsError.again());
      }
      current = null;
      awaited = pending == null ? renew(rejected == null ? held : rejected) : pending;
    }
    return await(awaited, longest, cancelled);
  }

  private CompletableFuture<AccessToken> renew(@Nullable AccessToken previous) {
    CompletableFuture<AccessToken> renewed = new CompletableFuture<>();
    pending = renewed;
    try {
      executor.execute(() -> run(previous, renewed));
    } catch (Throwable noThread) {
      settle(null, noThread);
      renewed.completeExceptionally(noThread);
    }
    return renewed;
  }

  private void run(@Nullable AccessToken previous, CompletableFuture<AccessToken> renewed) {
    try {
      AccessToken token = renewal.apply(previous);
      settle(token, null);
      renewed.complete(token);
    } catch (Throwable failed) {
      // Even an Error must end the wait of callers, and allow the next fetch.
      LOG.warn("No new access token ({}): {}", name(failed), consequence(previous));
      settle(null, failed);
      renewed.completeExceptionally(failed);
    }
  }

  /** Omits the messages of other exceptions: they may contain secrets. */
  private static String name(Throwable failed) {
    if (!(failed instanceof QixiangyunException)) {
      return failed.getClass().getName();
    }
    QixiangyunException ours = (QixiangyunException) failed;
    return ours.operation() + " " + ours.code().orElse("without a code");
  }

  private String consequence(@Nullable AccessToken previous) {
    return previous == null || TokenLife.hasEnded(previous, clock.instant())
        ? "calls fail"
        : "the current one is used until " + previous.endsAt() + ", unless it was rejected";
  }

  private synchronized void settle(@Nullable AccessToken token, @Nullable Throwable failed) {
    current = token == null ? current : token;
    pending = null;
    credentialsError =
        failed instanceof InvalidCredentialsException ? (InvalidCredentialsException) failed : null;
    cooldownUntil = failed == null ? Instant.MIN : clock.instant().plus(COOLDOWN);
  }

  /** Polls, because cancellation does not interrupt the wait. */
  private static AccessToken await(
      CompletableFuture<AccessToken> awaited, Duration longest, BooleanSupplier cancelled)
      throws IOException {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (!cancelled.getAsBoolean()) {
        long left = end - System.nanoTime();
        try {
          return awaited.get(
              Math.min(left, Backoff.CANCEL_POLL_INTERVAL.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
          if (left <= Backoff.CANCEL_POLL_INTERVAL.toNanos()) {
            throw new InterruptedIOException("timeout while waiting for the access token");
          }
        }
      }
      throw new IOException("Canceled");
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      throw cause instanceof QixiangyunException
          ? new SignInFailedException(((QixiangyunException) cause).again())
          : new IOException("no access token: " + cause.getClass().getName(), cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the access token");
    }
  }
}
