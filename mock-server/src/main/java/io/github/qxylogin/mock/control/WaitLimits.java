package io.github.qxylogin.mock.control;

import io.github.qxylogin.mock.exchange.Reply;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * How many requests to a server and its sandboxes may wait at a time, by what they wait for. Each
 * holds a thread of the server, of which most are to be left to the calls.
 *
 * @param ended whether the server stops, so that nobody waits any more
 */
public record WaitLimits(Semaphore sms, Semaphore events, AtomicBoolean ended) {
  private static final int MOST_FOR_SMS = 64;
  private static final int MOST_FOR_EVENTS = 16;

  public WaitLimits() {
    this(new Semaphore(MOST_FOR_SMS), new Semaphore(MOST_FOR_EVENTS), new AtomicBoolean());
  }

  /** Lets all that wait answer at once with what they have, and nobody wait from now on. */
  public void end() {
    ended.set(true);
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
