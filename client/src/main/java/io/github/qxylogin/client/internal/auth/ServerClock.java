package io.github.qxylogin.client.internal.auth;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import okhttp3.Response;

/** Dates requests as the platform's clock would, once it is known that the system's is off. */
final class ServerClock {
  private final Clock clock;
  private final Duration most;
  private volatile Duration offset = Duration.ZERO;

  /**
   * Creates a clock that trusts the system's until corrected.
   *
   * @param skew how far a date may be off before the platform refuses it
   */
  ServerClock(Clock clock, Duration skew) {
    this.clock = clock;
    most = skew.dividedBy(2);
  }

  /** Returns the epoch milliseconds to date a request with. */
  long millis() {
    return clock.millis() + offset.toMillis();
  }

  /**
   * Follows the date of an answer that refused a request's date. Of several calls that were refused
   * at once the first corrects the clock, and all may be sent again.
   *
   * @param dated the date that was refused
   * @return whether the request would be dated otherwise now; if not, its date was not the reason
   */
  boolean correct(Response refusal, long dated) {
    Date theirs = refusal.headers().getDate("Date");
    if (theirs == null || !apart(dated, theirs)) {
      return false;
    }
    if (apart(millis(), theirs)) {
      offset = Duration.between(clock.instant(), theirs.toInstant());
      LOG.warn(
          "The system's clock is {} off the platform's: requests are dated by the platform's now",
          offset);
    }
    return true;
  }

  private boolean apart(long ours, Date theirs) {
    return Math.abs(theirs.getTime() - ours) >= most.toMillis();
  }
}
