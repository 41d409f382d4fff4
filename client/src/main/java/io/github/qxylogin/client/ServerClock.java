package io.github.qxylogin.client;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dates requests as the platform's clock would, once it is known that the system's is off. */
final class ServerClock {
  private static final Logger LOG = LoggerFactory.getLogger(QixiangyunLogin.class);

  private final Clock clock;
  private final Duration skew;
  private volatile Duration offset = Duration.ZERO;

  /**
   * Creates a clock that trusts the system's until corrected.
   *
   * @param skew how far a date may be off before the platform refuses it
   */
  ServerClock(Clock clock, Duration skew) {
    this.clock = clock;
    this.skew = skew;
  }

  /** Returns the epoch milliseconds to date a request with. */
  long millis() {
    return clock.millis() + offset.toMillis();
  }

  /**
   * Follows the date of an answer that refused the request's date.
   *
   * @return whether another request would be dated otherwise; if not, the date was not the reason
   */
  boolean correct(Response refusal) {
    Date theirs = refusal.headers().getDate("Date");
    if (theirs == null) {
      return false;
    }
    Duration measured = Duration.between(clock.instant(), theirs.toInstant());
    if (measured.minus(offset).abs().compareTo(skew.dividedBy(2)) < 0) {
      return false;
    }
    offset = measured;
    LOG.warn(
        "The system's clock is {} off the platform's: requests are dated by the platform's now",
        measured);
    return true;
  }
}
