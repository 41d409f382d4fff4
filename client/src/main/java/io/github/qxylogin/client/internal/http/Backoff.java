package io.github.qxylogin.client.internal.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import okhttp3.Call;

/** Calculates the pauses before retries: longer each time, with random jitter. */
public final class Backoff {
  public static final Duration FIRST = Duration.ofMillis(200);
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** The interval for checking whether the call was cancelled. */
  public static final Duration CANCEL_POLL_INTERVAL = Duration.ofMillis(20);

  /** Waits; tests replace it. */
  public interface Sleeper {
    void sleep(Duration wait, Call call) throws InterruptedIOException;
  }

  private final Random random;
  private final Sleeper sleeper;

  public Backoff(Random random, Sleeper sleeper) {
    this.random = random;
    this.sleeper = sleeper;
  }

  public static Backoff real() {
    return new Backoff(new Random(), Backoff::sleep);
  }

  /**
   * Returns the next pause.
   *
   * @param resent the number of retries so far
   */
  Duration next(int resent) {
    long most = Math.min(FIRST.toMillis() << Math.min(resent, 16), LONGEST.toMillis());
    return Duration.ofMillis(most - random.nextInt((int) most / 2 + 1));
  }

  /**
   * Waits, or returns early when the call is cancelled.
   *
   * @throws InterruptedIOException if the thread is interrupted; it stays interrupted
   */
  void pause(Duration wait, Call call) throws InterruptedIOException {
    sleeper.sleep(wait, call);
  }

  private static void sleep(Duration wait, Call call) throws InterruptedIOException {
    long end = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while waiting to retry");
      }
      if (call.isCanceled()) {
        return;
      }
      LockSupport.parkNanos(Math.min(left, CANCEL_POLL_INTERVAL.toNanos()));
    }
  }
}
