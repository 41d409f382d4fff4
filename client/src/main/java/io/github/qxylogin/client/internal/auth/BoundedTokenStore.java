package io.github.qxylogin.client.internal.auth;

import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Gives a store a limited time, on a thread of its own: callers that wait for a token must not wait
 * for a store that hangs. A store that is over the time is not asked again before it returns, so
 * that it holds one thread at most. Used by one thread at a time.
 */
public final class BoundedTokenStore implements TokenStore {
  public static final Duration LONGEST = Duration.ofSeconds(3);

  private final TokenStore store;
  private final Duration limit;
  private volatile CompletableFuture<?> running = CompletableFuture.completedFuture(null);

  public BoundedTokenStore(TokenStore store, Duration limit) {
    this.store = store;
    this.limit = limit;
  }

  @Override
  public Optional<AccessToken> load(String key) {
    return result(started(() -> store.load(key)), limit);
  }

  @Override
  public void save(String key, AccessToken token) {
    Object unused = result(started(done(() -> store.save(key, token))), limit);
  }

  /** Waits a ninth longer than the store should. */
  @Override
  public Lease lock(String key, Duration longest) {
    CompletableFuture<Lease> taken = started(() -> store.lock(key, longest));
    try {
      Lease lease = result(taken, longest.plus(longest.dividedBy(9)));
      return lease == null || lease == Lease.NONE ? Lease.NONE : () -> close(lease);
    } catch (TokenStoreTimeoutException late) {
      // Nobody else would close it.
      running = taken.thenAcceptAsync(Lease::close, BoundedTokenStore::onDaemon);
      throw late;
    }
  }

  /** Closes a lease as soon as the store has returned, for a store may extend an open one. */
  private void close(Lease lease) {
    Duration wait = running.isDone() ? limit : Duration.ZERO;
    Object unused = result(next(done(lease::close)), wait);
  }

  private static Supplier<Boolean> done(Runnable work) {
    return () -> {
      work.run();
      return true;
    };
  }

  private <T> CompletableFuture<T> started(Supplier<T> work) {
    if (!running.isDone()) {
      throw new TokenStoreTimeoutException();
    }
    return next(work);
  }

  private <T> CompletableFuture<T> next(Supplier<T> work) {
    CompletableFuture<T> next =
        running.handleAsync((result, failed) -> work.get(), BoundedTokenStore::onDaemon);
    running = next;
    return next;
  }

  private static void onDaemon(Runnable work) {
    Thread thread = new Thread(work, "qixiangyun-login token store");
    thread.setDaemon(true);
    thread.start();
  }

  private static <T> T result(CompletableFuture<T> work, Duration limit) {
    try {
      return work.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new TokenStoreTimeoutException();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TokenStoreTimeoutException();
    } catch (ExecutionException failed) {
      throw BoundedTokenStore.<RuntimeException>unchecked(failed.getCause());
    }
  }

  /** A store in Kotlin throws checked exceptions too, and the warning names their class. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }

  /** A token store took too long, or has not returned since it did. */
  static final class TokenStoreTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
