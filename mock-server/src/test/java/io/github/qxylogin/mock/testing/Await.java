package io.github.qxylogin.mock.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread brings about, as long as any machine may take for it. */
public final class Await {
  private static final Duration LONGER_THAN_ANYTHING_TAKES = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(1);

  private Await() {}

  /**
   * Returns when a state is reached; immediately if that is sooner than a pause.
   *
   * @throws AssertionError if it is not in time
   */
  public static void await(BooleanSupplier state) {
    long begin = System.nanoTime();
    while (!state.getAsBoolean()) {
      long waited = System.nanoTime() - begin;
      if (waited > LONGER_THAN_ANYTHING_TAKES.toNanos()) {
        throw new AssertionError(
            "the state was not reached within " + LONGER_THAN_ANYTHING_TAKES.toSeconds() + " s");
      }
      if (waited > PAUSE.toNanos()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
