package io.github.qxylogin.mock.control;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How many requests to a server and its sandboxes may wait for an SMS at a time. Each holds a
 * thread of the server, of which most are to be left to the calls.
 */
public final class WaitLimits {
  private static final int MOST = 64;

  private final Semaphore places = new Semaphore(MOST);
  private volatile boolean ended;

  /** Lets all that wait answer at once with what they have, and nobody wait from now on. */
  public void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  /** Lets a request wait, if there is place for one more. */
  <T> Optional<T> waiting(Supplier<T> waits) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(waits.get());
    } finally {
      places.release();
    }
  }
}
