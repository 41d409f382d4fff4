package io.github.qxylogin.client.internal.auth;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Gives a store a limited time, on a thread of its own: whoever waits for a token must not wait for
 * a store that hangs. One that is over the time is interrupted, and not asked again before it has
 * come back: so it holds one thread at most.
 */
public final class BoundedTokenStore implements TokenStore {
  public static final Duration LONGEST = Duration.ofSeconds(3);

  /** Who holds the lock fetches a token meanwhile. */
  private static final Duration LONGEST_LOCK = Duration.ofSeconds(30);

  private final TokenStore store;
  private final Duration limit;
  private final Duration lockLimit;

  /** What runs now, if anything does. */
  private final AtomicReference<@Nullable FutureTask<?>> running = new AtomicReference<>();

  public BoundedTokenStore(TokenStore store, Duration limit, Duration lockLimit) {
    this.store = store;
    this.limit = limit;
    this.lockLimit = lockLimit;
  }

  /**
   * Returns how long a wait for the lock may take: who calls has to have time left to go on without
   * it.
   */
  public static Duration lockLimit(Duration callTimeout) {
    return Collections.min(Arrays.asList(callTimeout.dividedBy(2), LONGEST_LOCK));
  }

  @Override
  public Optional<AccessToken> load(String key) {
    return inTime(limit, () -> store.load(key), () -> {});
  }

  @Override
  public void save(String key, AccessToken token) {
    inTime(() -> store.save(key, token));
  }

  @Override
  public Lease lock(String key) {
    AtomicReference<@Nullable Lease> taken = new AtomicReference<>();
    Lease lease =
        inTime(
            lockLimit,
            () -> {
              taken.set(store.lock(key));
              return taken.get();
            },
            // Nobody else would: who asked went on without it.
            () -> release(taken.get()));
    if (lease == null || lease == Lease.NONE) {
      return Lease.NONE;
    }
    return () -> inTime(lease::close);
  }

  private void inTime(Runnable work) {
    Object unused = inTime(limit, Executors.callable(work), () -> {});
  }

  private static void release(@Nullable Lease late) {
    // The lock is ours, and its release is not to be interrupted as the wait was.
    boolean unused = Thread.interrupted();
    try {
      if (late != null) {
        late.close();
      }
    } catch (Throwable failed) {
      LOG.warn(
          "The token store's lock came late and could not be released ({}): it must expire",
          failed.getClass().getName());
    }
  }

  /**
   * Returns what the work does, within the time.
   *
   * @param givenUp runs after a work that nobody waited for
   */
  private <T> T inTime(Duration limit, Callable<T> work, Runnable givenUp) {
    FutureTask<T> task = new FutureTask<>(work);
    if (!running.compareAndSet(null, task)) {
      throw new TokenStoreTimeoutException();
    }
    start(task, givenUp);
    try {
      return result(task, limit);
    } catch (ExecutionException failed) {
      throw unchecked(failed.getCause());
    } finally {
      if (!task.isCancelled()) {
        // Who has the result can ask the next, even if the thread has not ended yet.
        ended(task);
      }
    }
  }

  /**
   * Returns the result of a work, also of one that ends just as its time does: it may be a lock,
   * which nobody else would release.
   */
  private static <T> T result(FutureTask<T> task, Duration limit) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException late) {
          interrupted |= late instanceof InterruptedException;
          if (task.cancel(true)) {
            throw new TokenStoreTimeoutException();
          }
          // It has ended, so that the next round does not wait.
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void start(FutureTask<?> task, Runnable givenUp) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
                if (task.isCancelled()) {
                  givenUp.run();
                }
              } finally {
                // Here, not in the work, which does not run at all if it is cancelled before.
                ended(task);
              }
            },
            "qixiangyun-login token store");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (Throwable noThread) {
      ended(task);
      throw noThread;
    }
  }

  private void ended(FutureTask<?> task) {
    running.compareAndSet(task, null);
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

  /** A token store took too long, or has not come back from the last time that it did. */
  static final class TokenStoreTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
