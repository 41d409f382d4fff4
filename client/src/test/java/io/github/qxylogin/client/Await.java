package io.github.qxylogin.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, and fails after a time limit. A timeout of JUnit only interrupts. */
public final class Await {
  private static final long POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(2);

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
  public static void until(String what, BooleanSupplier holds, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!holds.getAsBoolean()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError("interrupted while waiting until " + what);
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "waited " + limit.toMillis() + " ms without success until " + what);
      }
      LockSupport.parkNanos(POLL_INTERVAL);
    }
  }
}
