package io.github.qxylogin.mock.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of the store's clock. It is never ahead of that clock, and moves back only when the
 * clock is set back.
 */
final class StoreTime {
  /** A response that is later than this means that the clock was set back. */
  private static final Duration LATEST_RESPONSE = Duration.ofSeconds(10);

  private final String store;

  /** How far the store's clock is ahead of {@link System#nanoTime}, in microseconds. */
  private final AtomicLong ahead = new AtomicLong();

  /**
   * Creates a time before the first response.
   *
   * @param store names the store without its password
   */
  StoreTime(String store) {
    this.store = store;
  }

  /** Adopts the time of a response. The fastest response is the most exact one. */
  void adopt(long micros) {
    long next = micros - micros();
    long back = LATEST_RESPONSE.toNanos() / 1_000;
    long before = ahead.getAndUpdate(known -> next > known || next < known - back ? next : known);
    if (next < before - back) {
      System.err.println(
          "The clock of the state store %s was set back by %d s."
              .formatted(store, (before - next) / 1_000_000));
    }
  }

  private static long micros() {
    return System.nanoTime() / 1_000;
  }

  Instant now() {
    return Instant.EPOCH.plus(micros() + ahead.get(), ChronoUnit.MICROS);
  }
}
