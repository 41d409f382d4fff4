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
 * Gives a store a limited time, on a thread of its own: callers that wait for a token must not wait
 * for a store that hangs. A store that is over the time is not asked again before it returns, so
 * that it holds one thread at most. Used by one thread at a time.
 */
public final class BoundedTokenStore implements TokenStore {
  public static final Duration LONGEST = Duration.ofSeconds(3);

  private final TokenStore store;
  private final Duration limit;
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BoundedTokenStore::daemon);
  private volatile Future<?> running = CompletableFuture.completedFuture(null);

  public BoundedTokenStore(TokenStore store, Duration limit) {
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

  /** Waits a ninth longer than the store should. */
  @Override
  public Lease lock(String key, Duration longest) {
    Future<Lease> taken = started(() -> store.lock(key, longest));
    try {
      Lease lease = result(taken, longest.plus(longest.dividedBy(9)));
      return lease == null || lease == Lease.NONE ? Lease.NONE : () -> close(lease);
    } catch (TokenStoreTimeoutException late) {
      // Nobody else would close it.
      Future<?> unused = next(Executors.callable(() -> result(taken, limit).close()));
      throw late;
    }
  }

  /** Closes a lease as soon as the store has returned, for a store may extend an open one. */
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
