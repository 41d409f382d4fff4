package io.github.qxylogin.contracttests;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run that is told to end (Ctrl-C, SIGTERM) write down what it did. The JVM then exits with
 * 130 or 143, as it does for these signals by itself.
 */
final class EndSignals {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Thread running;
  private final CountDownLatch done = new CountDownLatch(1);

  private EndSignals(Thread running) {
    this.running = running;
  }

  /** Begins to listen, and interrupts the calling thread when the process is told to end. */
  static EndSignals interruptThisThread() {
    EndSignals signals = new EndSignals(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(new Thread(signals::told, "end"));
    return signals;
  }

  /** Says that nothing is left to be written down. */
  void done() {
    done.countDown();
  }

  private void told() {
    if (done.getCount() == 0) {
      return;
    }
    running.interrupt();
    try {
      if (!done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.err.println("The reports could not be written in " + GRACE.toSeconds() + " s.");
      }
    } catch (InterruptedException never) {
      Thread.currentThread().interrupt();
    }
  }
}
