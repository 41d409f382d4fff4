package io.github.qxylogin.mock.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time that all who share a state agree on: that of the clock which is furthest ahead, as far
 * as it is known. In microseconds since 1970.
 */
final class SharedTime {
  private static final long MOST_APART = Duration.ofMinutes(1).toNanos() / 1_000;

  private long latest;

  /** How far this machine's clock is behind. */
  private long behind;

  /** Returns a time that is not before any which somebody was told. */
  synchronized Instant at(Instant own) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, own) + behind;
    if (latest - micros > MOST_APART) {
      // No clock to go by: everything would end at once.
      return own.plus(behind, ChronoUnit.MICROS);
    }
    if (micros < latest) {
      behind += latest - micros;
    } else {
      latest = micros;
    }
    return own.truncatedTo(ChronoUnit.MICROS).plus(behind, ChronoUnit.MICROS);
  }

  /** Returns the latest time that this process has told anybody, or has heard of. */
  synchronized long latest() {
    return latest;
  }

  /** Hears of a time that others were told. */
  synchronized void told(long others) {
    latest = Math.max(latest, others);
  }
}
