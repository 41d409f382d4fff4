package io.github.qxylogin.client.internal.auth;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import okhttp3.Response;

/**
 * Returns the time for request dates, corrected if the system's clock differs from the platform's.
 */
final class ServerClock {
  private final Clock clock;
  private final Duration most;
  private volatile Duration offset = Duration.ZERO;

  /**
   * Creates a clock that uses the system's until corrected.
   *
   * @param skew the maximum difference of a date before the platform rejects it
   */
  ServerClock(Clock clock, Duration skew) {
    this.clock = clock;
    most = skew.dividedBy(2);
  }

  /** Returns the epoch milliseconds for a request date. */
  long millis() {
    return clock.millis() + offset.toMillis();
  }

  /**
   * Corrects the clock by the {@code Date} header of an error response. If several calls were
   * rejected at once, the first corrects the clock, and all can be sent again.
   *
   * @param dated the rejected date
   * @return whether a new date would differ; if not, the date was not the reason
   */
  boolean correct(Response response, long dated) {
    Date theirs = response.headers().getDate("Date");
    if (theirs == null || !apart(dated, theirs)) {
      return false;
    }
    if (apart(millis(), theirs)) {
      offset = Duration.between(clock.instant(), theirs.toInstant());
      LOG.warn(
          "The system's clock differs by {} from the platform's: requests now use the platform's",
          offset);
    }
    return true;
  }

  private boolean apart(long ours, Date theirs) {
    return Math.abs(theirs.toInstant().toEpochMilli() - ours) >= most.toMillis();
  }
}
