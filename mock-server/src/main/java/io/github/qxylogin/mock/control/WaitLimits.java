package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Reply;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How many requests to a server and its sandboxes may wait at a time, by what they wait for. Each
 * holds a thread of the server, of which most are to be left to the calls.
 */
public record WaitLimits(Semaphore sms, Semaphore events) {
  private static final int MOST = 16;

  public WaitLimits() {
    this(new Semaphore(MOST), new Semaphore(MOST));
  }

  /** Lets a request wait if there is place for one more, and otherwise answers it at once. */
  static Reply waiting(Semaphore places, Supplier<Reply> waits, Supplier<Reply> full) {
    if (!places.tryAcquire()) {
      return full.get();
    }
    try {
      return waits.get();
    } finally {
      places.release();
    }
  }
}
