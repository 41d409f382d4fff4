package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.qxylogin.contract.Keyed;
import io.github.qxylogin.mock.http.OperationRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of the flows at one moment, for the control API.
 *
 * @param tasks all tasks, the oldest first
 * @param open those of them that can be redeemed
 * @param sessions once for each operation that checks them
 * @param limits those that still hold
 */
public record FlowSnapshot(
    List<Task> tasks, List<Task> open, List<Held> sessions, List<Limit> limits) {

  /** The state of a task or a session. */
  public enum State implements Keyed {
    OPEN,
    REDEEMED,
    /** Its time is over. */
    EXPIRED,
    /** A later login of the same person has ended it. */
    ENDED
  }

  /**
   * A session.
   *
   * @param operation the operation that checks it
   * @param endsAt null if a later login has ended it, at an unknown time
   * @param identities the identities of the login
   */
  public record Held(
      String operation,
      State state,
      Instant openedAt,
      @Nullable Instant endsAt,
      @JsonIgnore List<String> identities) {}

  /**
   * The last SMS to an identity, and when the next may be sent.
   *
   * @param operation the operation that sent it
   * @param identities its identities
   */
  public record Limit(
      String operation, Instant sentAt, Instant nextAllowedAt, List<String> identities) {
    boolean holdsAt(Instant now) {
      return new Lifetime(sentAt, nextAllowedAt).covers(now);
    }
  }

  /** Returns the tasks of an identity, the oldest first. */
  public List<Task> tasks(String identity) {
    return tasks.stream().filter(task -> task.isOf(identity)).toList();
  }

  public List<Held> sessions(String identity) {
    String bounded = OperationRequest.bounded(identity);
    return sessions.stream().filter(held -> held.identities().contains(bounded)).toList();
  }

  public List<Limit> limits(String identity) {
    String bounded = OperationRequest.bounded(identity);
    return limits.stream().filter(limit -> limit.identities().contains(bounded)).toList();
  }

  /** Returns the number of waiting tasks, by identity. */
  public Map<String, Integer> openTasks() {
    return counted(open.stream().map(Task::identities).toList());
  }

  /** Returns the number of valid sessions, by identity; one login counts once. */
  public Map<String, Integer> openSessions() {
    return counted(
        sessions.stream()
            .filter(held -> held.state() == State.OPEN)
            .map(held -> Map.entry(held.openedAt(), held.identities()))
            .distinct()
            .map(Map.Entry::getValue)
            .toList());
  }

  private static Map<String, Integer> counted(List<List<String>> each) {
    Map<String, Integer> counts = new HashMap<>();
    each.stream().flatMap(Collection::stream).forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts;
  }
}
