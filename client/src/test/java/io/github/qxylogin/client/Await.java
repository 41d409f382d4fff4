package io.github.qxylogin.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens elsewhere, and fails when it does not: a time-out of JUnit only asks. */
public final class Await {
  private static final long CANCEL_POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(2);

  private Await() {}

  public static void until(String what, BooleanSupplier holds) {
    until(what, holds, Form.WAIT_LIMIT);
  }

  /**
   * Returns as soon as a condition holds.
   *
   * @param what the condition, for the message
   * @throws AssertionError if it does not hold in time, or the thread is interrupted
   */
  public static void until(String what, BooleanSupplier holds, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting until " + what);
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + patience.toMillis() + " ms in vain until " + what);
      }
      LockSupport.parkNanos(CANCEL_POLL_INTERVAL);
    }
  }
}
