package io.github.qxylogin.spring;

import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reports by the latest call of each client whether the platform works for it. It makes no call
 * itself, since a call may cost. {@code UP}: there was a call within the last five minutes, and the
 * latest of each client was answered as by a platform that works; a wrong password is the
 * taxpayer's. {@code UNKNOWN}: anything else. It is never {@code DOWN}: trouble of the platform or
 * of one AppKey must not take the whole application out of service.
 */
final class CallHealth implements QixiangyunLoginObserver {
  static final String PROPERTY = "management.health.qixiangyun-login.enabled";
  static final Duration RECENT = Duration.ofMinutes(5);
  static final String UP = "UP";
  static final String UNKNOWN = "UNKNOWN";

  private final Map<String, Latest> latest = new ConcurrentHashMap<>();
  private final Clock clock;

  CallHealth(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Consumer<CallReport> started(String client, String operation) {
    return report -> latest.put(client, new Latest(report, clock.instant()));
  }

  /** Returns the worse of the clients' recent states. */
  String status() {
    Instant start = clock.instant().minus(RECENT);
    Collection<Latest> recent =
        latest.values().stream()
            .filter(call -> call.at.isAfter(start))
            .collect(Collectors.toList());
    return !recent.isEmpty() && recent.stream().allMatch(Latest::works) ? UP : UNKNOWN;
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

    boolean works() {
      Family family = report.family();
      return report.failure() == null
          && family != null
          && family != Family.NOT_SIGNED_IN
          && family != Family.SIGNATURE
          && family != Family.MAINTENANCE;
    }

    @Override
    public String toString() {
      return CallTags.result(report) + " at " + at;
    }
  }
}
