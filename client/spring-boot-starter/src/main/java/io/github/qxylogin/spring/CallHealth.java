package io.github.qxylogin.spring;

import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallObserver;
import io.github.qxylogin.client.spi.CallReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells by the latest call of each client whether the platform works for it; it never calls itself,
 * since a call may cost. {@code DOWN}: the latest call of a client had an answer that cannot be
 * read, or that it is not signed in (its AppSecret or its signature is refused) or that the
 * platform is under maintenance, or could not be signed in; or its latest two broke off without an
 * answer. {@code UP}: the latest call was answered otherwise; a wrong password is the taxpayer's.
 * {@code UNKNOWN}: no client made a call within the last five minutes. So an instance that gets no
 * more calls because it was {@code DOWN} does not stay so. A report does not tell a call that its
 * caller cancelled from one that broke off: that is why the first of these changes nothing.
 */
final class CallHealth implements ClientObservers {
  static final Duration RECENT = Duration.ofMinutes(5);
  static final String UP = "UP";
  static final String DOWN = "DOWN";
  static final String UNKNOWN = "UNKNOWN";

  private final Map<String, Latest> latest = new ConcurrentHashMap<>();
  private final Clock clock;

  CallHealth(Clock clock) {
    this.clock = clock;
  }

  @Override
  public CallObserver observer(String client) {
    return operation ->
        report -> latest.compute(client, (name, before) -> after(before, report, clock.instant()));
  }

  private static Latest after(@Nullable Latest before, CallReport report, Instant now) {
    return new Latest(report, now, before != null && before.isRecent(now) ? before : null);
  }

  /** Returns the worst of the clients' recent states. */
  String status() {
    Instant now = clock.instant();
    String worst = UNKNOWN;
    for (Latest call : latest.values()) {
      if (call.isRecent(now) && !worst.equals(DOWN) && !call.status.equals(UNKNOWN)) {
        worst = call.status;
      }
    }
    return worst;
  }

  /** Returns the latest call of each client by its name: what was called, its end and its time. */
  Map<String, String> details() {
    Map<String, String> details = new TreeMap<>();
    latest.forEach((client, call) -> details.put(client, call.toString()));
    return details;
  }

  private static final class Latest {
    private final CallReport report;
    private final Instant at;
    private final String status;

    Latest(CallReport report, Instant at, @Nullable Latest before) {
      this.report = report;
      this.at = at;
      status = mayBeCancelled() ? unanswered(before) : answered(report.family());
    }

    /** Any other exception, such as that of a refused AppSecret, is nothing that a caller does. */
    private boolean mayBeCancelled() {
      return report.failure() != null && IOException.class.isAssignableFrom(report.failure());
    }

    private static String answered(@Nullable Family family) {
      return family == null
              || family == Family.NOT_SIGNED_IN
              || family == Family.SIGNATURE
              || family == Family.MAINTENANCE
          ? DOWN
          : UP;
    }

    private static String unanswered(@Nullable Latest before) {
      if (before == null) {
        return UNKNOWN;
      }
      return before.mayBeCancelled() ? DOWN : before.status;
    }

    boolean isRecent(Instant now) {
      return at.isAfter(now.minus(RECENT));
    }

    @Override
    public String toString() {
      String end =
          report.failure() == null
              ? "HTTP " + report.httpStatus() + ", family " + CallTags.family(report)
              : report.failure().getSimpleName();
      return CallTags.operation(report.operation()) + ": " + end + " at " + at;
    }
  }
}
