package io.github.qxylogin.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gives a store a limited time, on a thread of its own: whoever waits for a token must not wait for
 * a store that hangs. One that is over the time is interrupted, and not asked again before it has
 * come back: so it holds one thread at most.
 */
final class BoundedTokenStore implements TokenStore {
  static final Duration LONGEST = Duration.ofSeconds(3);

  /** Who holds the lock fetches a token meanwhile. */
  static final Duration LONGEST_LOCK = Duration.ofSeconds(30);

  private final TokenStore store;
  private final Duration limit;
  private final Duration lockLimit;
  private final AtomicBoolean busy = new AtomicBoolean();

  BoundedTokenStore(TokenStore store, Duration limit, Duration lockLimit) {
    this.store = store;
    this.limit = limit;
    this.lockLimit = lockLimit;
  }

  @Override
  public Optional<AccessToken> load(String appKey) {
    return inTime(limit, () -> store.load(appKey));
  }

  @Override
  public void save(String appKey, AccessToken token) {
    inTime(
        limit,
        () -> {
          store.save(appKey, token);
          return Optional.empty();
        });
  }

  @Override
  public Lease lock(String appKey) {
    Lease lease = inTime(lockLimit, () -> store.lock(appKey));
    if (lease == Lease.NONE) {
      return lease;
    }
    return () ->
        inTime(
            limit,
            () -> {
              lease.close();
              return Optional.empty();
            });
  }

  private <T> T inTime(Duration limit, Callable<T> work) {
    if (!busy.compareAndSet(false, true)) {
      throw new TokenStoreTimeoutException();
    }
    FutureTask<T> task = new FutureTask<>(() -> freeing(work));
    Thread thread = new Thread(task, "qixiangyun-login token store");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      task.cancel(true);
      throw new TokenStoreTimeoutException();
    } catch (InterruptedException interrupted) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new TokenStoreTimeoutException();
    } catch (ExecutionException failed) {
      throw unchecked(failed.getCause());
    }
  }

  /** Is free again before the result is there, so that who has it can ask the next. */
  private <T> T freeing(Callable<T> work) throws Exception {
    try {
      return work.call();
    } finally {
      busy.set(false);
    }
  }

  /** A store declares nothing checked; what it throws is passed on as it is. */
  private static RuntimeException unchecked(Throwable failed) {
    if (failed instanceof Error) {
      throw (Error) failed;
    }
    return failed instanceof RuntimeException
        ? (RuntimeException) failed
        : new IllegalStateException(failed);
  }
}
