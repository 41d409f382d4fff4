package io.github.qxylogin.mock.flow;

import java.time.Duration;
import java.time.Instant;

/**
 * From when until when something holds, on the mock's clock. It has not begun when the clock is set
 * back to before its beginning; else it would hold too long.
 */
record Lifetime(Instant begin, Instant end) {
  static Lifetime of(Instant begin, Duration duration) {
    return new Lifetime(begin, begin.plus(duration));
  }

  Duration duration() {
    return Duration.between(begin, end);
  }

  boolean covers(Instant now) {
    return !now.isBefore(begin) && now.isBefore(end);
  }
}
