package io.github.qxylogin.mock.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The time of the store's clock, as the latest reply had it. It never goes back. */
final class StoreTime {
  /** How far the store's clock is ahead of {@link System#nanoTime}, in microseconds. */
  private volatile long ahead;

  private final AtomicLong latest = new AtomicLong();

  void replied(long micros) {
    ahead = micros - micros();
  }

  private static long micros() {
    return System.nanoTime() / 1_000;
  }

  Instant now() {
    long now = micros() + ahead;
    return Instant.EPOCH.plus(
        latest.updateAndGet(before -> Math.max(before, now)), ChronoUnit.MICROS);
  }
}
