package io.github.qxylogin.mock;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The clock that the flows run on: a real one that can be moved forward. Thread-safe. */
public final class MockClock extends Clock {
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final Clock real;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  MockClock(Clock real) {
    this.real = real;
  }

  /**
   * Moves the clock forward, so that limits pass and tasks and sessions end.
   *
   * @throws IllegalArgumentException if the duration is negative, or leads beyond the end of time
   */
  public void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("the clock only moves forward, not by " + duration);
    }
    ahead.updateAndGet(before -> sum(before, duration));
  }

  /** A clock past the year 9999 would fail at whatever is asked of it next. */
  private Duration sum(Duration before, Duration more) {
    try {
      Duration sum = before.plus(more);
      if (real.instant().plus(sum).isBefore(END)) {
        return sum;
      }
    } catch (ArithmeticException | DateTimeException tooFar) {
      // told below
    }
    throw new IllegalArgumentException("the clock does not reach as far as " + more);
  }

  void reset() {
    ahead.set(Duration.ZERO);
  }

  @Override
  public Instant instant() {
    return real.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return real.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException(
        "a copy in another zone would not move with this clock");
  }
}
