package io.github.qxylogin.client.internal.auth;

import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Limits the time of a store's methods by running them on a separate thread, so that callers do not
 * hang with the store. After a timeout the store is not called again until it returns: it occupies
 * one thread at most. Used by one thread at a time.
 */
public final class TimeLimitedTokenStore implements TokenStore {
  public static final Duration LONGEST = Duration.ofSeconds(3);

  private final TokenStore store;
  private final Duration limit;
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), TimeLimitedTokenStore::daemon);
  private volatile Future<?> running = CompletableFuture.completedFuture(null);

  public TimeLimitedTokenStore(TokenStore store, Duration limit) {
    this.store = store;
    this.limit = limit;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "qixiangyun-login token store");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Optional<AccessToken> load(String key) {
    return result(started(() -> store.load(key)), limit);
  }

  @Override
  public void save(String key, AccessToken token) {
    Object unused = result(started(Executors.callable(() -> store.save(key, token))), limit);
  }

  /** Waits a ninth longer than the store's timeout. */
  @Override
  public Lease lock(String key, Duration longest) {
    Future<Lease> taken = started(() -> store.lock(key, longest));
    try {
      Lease lease = result(taken, longest.plus(longest.dividedBy(9)));
      return lease == null || lease == Lease.NONE ? Lease.NONE : () -> close(lease);
    } catch (TokenStoreTimeoutException late) {
      // The caller does not get the late lease.
      Future<?> unused = next(Executors.callable(() -> result(taken, limit).close()));
      throw late;
    }
  }

  /** Closes a lease, even if the store is busy: it may extend an open lease. */
  private void close(Lease lease) {
    Duration wait = running.isDone() ? limit : Duration.ZERO;
    Object unused = result(next(Executors.callable(lease::close)), wait);
  }

  private <T> Future<T> started(Callable<T> work) {
    if (!running.isDone()) {
      throw new TokenStoreTimeoutException();
    }
    return next(work);
  }

  private <T> Future<T> next(Callable<T> work) {
    Future<T> next = thread.submit(work);
    running = next;
    return next;
  }

  private static <T> T result(Future<T> work, Duration limit) {
    try {
      return work.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new TokenStoreTimeoutException();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TokenStoreTimeoutException();
    } catch (ExecutionException failed) {
      throw TimeLimitedTokenStore.<RuntimeException>unchecked(failed.getCause());
    }
  }

  /** Rethrows a checked exception, such as that of a Kotlin store, unwrapped for the warning. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable failure) throws E {
    throw (E) failure;
  }

  /** The token store did not return in time. */
  static final class TokenStoreTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
