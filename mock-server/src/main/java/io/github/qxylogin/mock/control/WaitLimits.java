package io.github.qxylogin.mock.control;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How many requests to a server and its sandboxes may wait for an SMS at a time. Each waiting
 * request holds a server thread; most threads must stay free for calls.
 */
public final class WaitLimits {
  private static final int MAX = 64;

  private final Semaphore places = new Semaphore(MAX);
  private volatile boolean ended;

  /** Ends all waits now, and allows no more. */
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
