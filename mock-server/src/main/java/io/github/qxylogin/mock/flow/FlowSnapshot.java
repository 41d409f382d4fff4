package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.qxylogin.mock.exchange.Exchange;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the flows remember at one moment, for people to look at: nobody's login notices.
 *
 * @param now when that is, on the mock's clock
 * @param issued the tasks that were not redeemed
 * @param sessions once for each operation that checks them
 * @param limits those that still hold
 */
public record FlowSnapshot(
    Instant now, List<Task> issued, List<Task> redeemed, List<Held> sessions, List<Limit> limits) {

  /** How a task or a session stands. */
  public enum State {
    OPEN,
    REDEEMED,
    /** Its time is over. */
    EXPIRED,
    /** A later login of the same person has ended it. */
    ENDED;

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A session.
   *
   * @param check the operation that checks it
   * @param identities whom the login was for
   */
  public record Held(
      String check, State state, Instant openedAt, Instant endsAt, Set<String> identities) {}

  /**
   * When the next SMS may be sent.
   *
   * @param operation the operation that sent the last one
   * @param identities whom it was for
   */
  public record Limit(String operation, Instant nextAllowedAt, Set<String> identities) {}

  /** Returns the tasks of an identity, the oldest first. */
  public List<Task> tasks(String identity) {
    return Stream.of(redeemed, issued)
        .flatMap(List::stream)
        .filter(task -> task.isOf(identity))
        .toList();
  }

  public List<Held> sessions(String identity) {
    String bounded = Exchange.bounded(identity);
    return sessions.stream().filter(held -> held.identities().contains(bounded)).toList();
  }

  public List<Limit> limits(String identity) {
    String bounded = Exchange.bounded(identity);
    return limits.stream().filter(limit -> limit.identities().contains(bounded)).toList();
  }

  /** Returns whom the SMS of the tasks went to, each with that of some fields which names it. */
  public Map<String, String> recipients(Set<String> fields) {
    Map<String, String> recipients = new LinkedHashMap<>();
    Stream.of(redeemed, issued)
        .flatMap(List::stream)
        .flatMap(task -> task.recipient().entrySet().stream())
        .filter(value -> fields.contains(value.getKey()) && !value.getValue().isEmpty())
        .forEach(value -> recipients.put(value.getValue(), value.getKey()));
    return recipients;
  }

  /** Returns how many tasks wait, by whom they are for. */
  public Map<String, Integer> openTasks() {
    return counted(
        issued.stream().filter(task -> task.waitsAt(now)).map(Task::identities).toList());
  }

  /** Returns how many sessions hold, by whom they are for; what one login opened counts once. */
  public Map<String, Integer> openSessions() {
    return counted(
        sessions.stream()
            .filter(held -> held.state() == State.OPEN)
            .map(held -> Map.entry(held.openedAt(), held.identities()))
            .distinct()
            .map(Map.Entry::getValue)
            .toList());
  }

  private static Map<String, Integer> counted(List<Set<String>> each) {
    Map<String, Integer> counts = new HashMap<>();
    each.stream().flatMap(Collection::stream).forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts;
  }
}
