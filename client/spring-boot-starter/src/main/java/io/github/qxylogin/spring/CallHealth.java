package io.github.qxylogin.spring;

import io.github.qxylogin.client.CallObserver;
import io.github.qxylogin.client.CallReport;
import io.github.qxylogin.client.model.Family;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells by the latest call of each client whether the platform works for it; it never calls itself,
 * since a call may cost. {@code DOWN}: the latest call of a client had no answer that can be read,
 * or one that it is not signed in (its AppSecret or its signature is refused) or that the platform
 * is under maintenance. {@code UP}: the latest call was answered otherwise; a wrong password is the
 * taxpayer's. {@code UNKNOWN}: no client made a call within the last five minutes. So an instance
 * that gets no more calls because it was {@code DOWN} does not stay so. A call that its caller
 * cancels counts as one without an answer.
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
    return operation -> report -> latest.put(client, new Latest(report, clock.instant()));
  }

  /** Returns the worst of the clients' recent states. */
  String status() {
    Instant since = clock.instant().minus(RECENT);
    String status = UNKNOWN;
    for (Latest call : latest.values()) {
      if (call.at.isAfter(since)) {
        if (call.failed()) {
          return DOWN;
        }
        status = UP;
      }
    }
    return status;
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

    Latest(CallReport report, Instant at) {
      this.report = report;
      this.at = at;
    }

    boolean failed() {
      Family family = report.family();
      return report.failure() != null
          || family == null
          || family == Family.NOT_SIGNED_IN
          || family == Family.SIGNATURE
          || family == Family.MAINTENANCE;
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
