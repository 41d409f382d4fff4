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
 * Keeps one access token for all callers. Who needs one while there is none waits for it together
 * with all others, and shares its failure; a token that grows stale is renewed while callers go on
 * with it. A wrong AppSecret is asked about once in {@link #QUIET}, and so is a renewal that failed
 * while the token still held. Safe for use by several threads.
 */
public final class TokenSource {
  /** The platform throttles those who call often, and a wrong AppSecret stays wrong. */
  public static final Duration QUIET = Duration.ofSeconds(60);

  private final UnaryOperator<@Nullable AccessToken> renewal;
  private final Executor executor;
  private final Clock clock;
  private @Nullable AccessToken current;
  private @Nullable CompletableFuture<AccessToken> arriving;
  private @Nullable InvalidCredentialsException refusal;
  private Instant quietUntil = Instant.MIN;

  /**
   * Creates a source without a token.
   *
   * @param renewal returns another token than the given one, or throws why there is none
   * @param executor where it runs
   */
  public TokenSource(UnaryOperator<@Nullable AccessToken> renewal, Executor executor, Clock clock) {
    this.renewal = renewal;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Returns a token to call with.
   *
   * @param refused the one that the platform has just refused, if any: another caller may have
   *     replaced it already
   * @param longest how long to wait for one that has to be fetched
   * @param cancelled whether nobody needs it any more: the wait ends, the fetch goes on
   * @throws SignInFailedException if the platform gives none
   * @throws IOException if none came in time, or the wait was cancelled or interrupted
   */
  AccessToken get(@Nullable AccessToken refused, Duration longest, BooleanSupplier cancelled)
      throws IOException {
    CompletableFuture<AccessToken> awaited;
    synchronized (this) {
      Instant now = clock.instant();
      boolean quiet = now.isBefore(quietUntil);
      AccessToken held = current;
      if (held != null && !TokenLife.isSame(held, refused) && !TokenLife.hasEnded(held, now)) {
        if (TokenLife.isStale(held, now) && arriving == null && !quiet) {
          CompletableFuture<AccessToken> unused = renew(held);
        }
        return held;
      }
      if (refusal != null && quiet) {
        throw new SignInFailedException(refusal.again());
      }
      current = null;
      awaited = arriving == null ? renew(refused == null ? held : refused) : arriving;
    }
    return await(awaited, longest, cancelled);
  }

  private CompletableFuture<AccessToken> renew(@Nullable AccessToken previous) {
    CompletableFuture<AccessToken> coming = new CompletableFuture<>();
    arriving = coming;
    try {
      executor.execute(() -> run(previous, coming));
    } catch (Throwable noThread) {
      settle(null, noThread);
      coming.completeExceptionally(noThread);
    }
    return coming;
  }

  private void run(@Nullable AccessToken previous, CompletableFuture<AccessToken> coming) {
    try {
      AccessToken token = renewal.apply(previous);
      settle(token, null);
      coming.complete(token);
    } catch (Throwable failed) {
      // Whatever it is: who waits must hear of it, and the next must be able to try again.
      LOG.warn("No new access token ({}): {}", name(failed), consequence(previous));
      settle(null, failed);
      coming.completeExceptionally(failed);
    }
  }

  /** Messages of our own are masked; what others say may be a secret. */
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
        : "the present one is used until " + previous.endsAt() + ", unless it was refused";
  }

  private synchronized void settle(@Nullable AccessToken token, @Nullable Throwable failed) {
    current = token == null ? current : token;
    arriving = null;
    refusal =
        failed instanceof InvalidCredentialsException ? (InvalidCredentialsException) failed : null;
    quietUntil = failed == null ? Instant.MIN : clock.instant().plus(QUIET);
  }

  /** Looks up now and then, since a cancelled call wakes nobody. */
  private static AccessToken await(
      CompletableFuture<AccessToken> awaited, Duration longest, BooleanSupplier cancelled)
      throws IOException {
    long end = System.nanoTime() + longest.toNanos();
    try {
      while (!cancelled.getAsBoolean()) {
        long left = end - System.nanoTime();
        try {
          return awaited.get(Math.min(left, Backoff.GLANCE.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
          if (left <= Backoff.GLANCE.toNanos()) {
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
