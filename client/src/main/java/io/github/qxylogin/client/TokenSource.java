package io.github.qxylogin.client;

import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one access token for all callers. The first who needs a new one fetches it, the others wait
 * for the same answer, and share its failure. A wrong AppSecret is asked about once in {@link
 * #REFUSAL_REMEMBERED}. Safe for use by several threads.
 */
final class TokenSource {
  /** The platform throttles those who call often, and a wrong AppSecret stays wrong. */
  static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(60);

  private final Supplier<AccessToken> fetch;
  private final Clock clock;
  private @Nullable AccessToken current;
  private @Nullable CompletableFuture<AccessToken> arriving;
  private @Nullable AppCredentialsException refusal;
  private Instant refusalEnds = Instant.MIN;

  TokenSource(Supplier<AccessToken> fetch, Clock clock) {
    this.fetch = fetch;
    this.clock = clock;
  }

  /** Returns the token, fetched if need be. */
  AccessToken get() throws InterruptedIOException {
    return otherThan(null);
  }

  /** Returns the token that replaces a refused one: another caller may have fetched it already. */
  AccessToken otherThan(@Nullable AccessToken refused) throws InterruptedIOException {
    CompletableFuture<AccessToken> ours = null;
    CompletableFuture<AccessToken> awaited;
    synchronized (this) {
      if (current != null && current != refused && current.fresh(clock.instant())) {
        return current;
      }
      if (refusal != null && clock.instant().isBefore(refusalEnds)) {
        throw refusal.again();
      }
      if (arriving == null) {
        ours = new CompletableFuture<>();
        arriving = ours;
      }
      awaited = arriving;
    }
    return ours == null ? await(awaited, refused) : fetchFor(ours);
  }

  private AccessToken fetchFor(CompletableFuture<AccessToken> waiting) {
    try {
      AccessToken token = fetch.get();
      arrived(token);
      waiting.complete(token);
      return token;
    } catch (RuntimeException | Error failed) {
      arrived(null);
      remember(failed);
      if (Thread.currentThread().isInterrupted()) {
        // Only this caller was interrupted: another of those who wait takes over.
        waiting.cancel(false);
      } else {
        waiting.completeExceptionally(failed);
      }
      throw failed;
    }
  }

  private synchronized void remember(Throwable failed) {
    if (failed instanceof AppCredentialsException refused) {
      refusal = refused;
      refusalEnds = clock.instant().plus(REFUSAL_REMEMBERED);
    }
  }

  private synchronized void arrived(@Nullable AccessToken token) {
    current = token == null ? current : token;
    arriving = null;
  }

  private AccessToken await(CompletableFuture<AccessToken> awaited, @Nullable AccessToken refused)
      throws InterruptedIOException {
    try {
      return awaited.get();
    } catch (CancellationException takeOver) {
      return otherThan(refused);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof QixiangyunException shared) {
        throw shared.again();
      }
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failed.getCause();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the access token");
    }
  }
}
