package io.github.qxylogin.spring;

import io.github.qxylogin.client.model.Family;
import io.github.qxylogin.client.spi.CallReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reports the health of the platform from the latest call of each client. It makes no calls,
 * because calls may cost.
 *
 * <p>{@code UP}: there was a call within the last five minutes, and the latest response of each
 * client is that of a working platform. A wrong password is the taxpayer's error. {@code UNKNOWN}:
 * anything else. It is never {@code DOWN}: problems of the platform or of one AppKey must not take
 * the whole application out of service.
 */
final class CallHealth implements QixiangyunLoginObserver {
  static final String PROPERTY = "management.health.qixiangyun-login.enabled";
  static final Duration RECENT = Duration.ofMinutes(5);
  static final String UP = "UP";
  static final String UNKNOWN = "UNKNOWN";

  private static final Set<Family> NOT_SERVED =
      EnumSet.of(Family.NOT_SIGNED_IN, Family.SIGNATURE, Family.MAINTENANCE);

  /** The latest call of each client, with its end time. */
  private final Map<String, Entry<Instant, CallReport>> latest = new ConcurrentHashMap<>();

  private final Clock clock;

  CallHealth(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Consumer<CallReport> started(String client, String operation) {
    return report -> latest.put(client, new SimpleImmutableEntry<>(clock.instant(), report));
  }

  /** Returns {@code UP} if the recent calls of all clients worked. */
  String status() {
    Instant start = clock.instant().minus(RECENT);
    List<CallReport> recent =
        latest.values().stream()
            .filter(call -> call.getKey().isAfter(start))
            .map(Entry::getValue)
            .collect(Collectors.toList());
    return !recent.isEmpty() && recent.stream().allMatch(CallHealth::works) ? UP : UNKNOWN;
  }

  private static boolean works(CallReport report) {
    return report.code().isPresent() && !NOT_SERVED.contains(report.family());
  }

  /** Returns operation, result and time of each client's latest call. */
  Map<String, String> details() {
    Map<String, String> details = new TreeMap<>();
    latest.forEach(
        (client, call) ->
            details.put(client, CallTags.result(call.getValue()) + " at " + call.getKey()));
    return details;
  }
}
