package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.qxylogin.mock.exchange.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The state of the flows at one moment, for the control API.
 *
 * @param now the moment, on the mock's clock
 * @param issued the tasks that were not redeemed
 * @param sessions once for each operation that checks them
 * @param limits those that still hold
 */
public record FlowSnapshot(
    Instant now, List<Task> issued, List<Task> redeemed, List<Held> sessions, List<Limit> limits) {

  /**
   * Builds the views of what the tables contain.
   *
   * @param sessions by their keys, which begin with the operation that checks them
   * @param holders the session that each person holds
   */
  static FlowSnapshot of(
      Instant now,
      Collection<Task> issued,
      Collection<Task> redeemed,
      Map<String, FlowState.Session> sessions,
      Map<String, FlowState.Session> holders,
      Collection<Limit> limits) {
    List<Held> held = new ArrayList<>();
    sessions.forEach(
        (key, session) ->
            held.add(
                new Held(
                    FlowState.firstPart(key),
                    session.state(holders.get(session.person()), now),
                    session.lifetime().begin(),
                    session.lifetime().end(),
                    session.identities())));
    return new FlowSnapshot(
        now,
        List.copyOf(issued),
        List.copyOf(redeemed),
        held,
        limits.stream().filter(limit -> limit.nextAllowedAt().isAfter(now)).toList());
  }

  /** The state of a task or a session. */
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
   * The last SMS to an identity, and when the next may be sent.
   *
   * @param operation the operation that sent it
   * @param identities whom it was for
   */
  public record Limit(
      String operation, Instant sentAt, Instant nextAllowedAt, Set<String> identities) {}

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
