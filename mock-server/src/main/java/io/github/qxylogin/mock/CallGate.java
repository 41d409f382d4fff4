package io.github.qxylogin.mock;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets calls in, any number at once, and changes that are to have no call under way one at a time,
 * each in its turn: no call overtakes a change that waits. Whoever lets a call out need not be the
 * thread that let it in.
 */
final class CallGate {
  private static final int ALL = Integer.MAX_VALUE;

  private final Semaphore places = new Semaphore(ALL, true);

  void enter() {
    places.acquireUninterruptibly();
  }

  void leave() {
    places.release();
  }

  /** Does something while no call is under way. */
  <T> T alone(Supplier<T> change) {
    places.acquireUninterruptibly(ALL);
    try {
      return change.get();
    } finally {
      places.release(ALL);
    }
  }
}
