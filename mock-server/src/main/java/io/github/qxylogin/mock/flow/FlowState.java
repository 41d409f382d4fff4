package io.github.qxylogin.mock.flow;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.http.OperationRequest;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks, SMS, sessions and limits of the flows, keyed by identity, bounded, on the mock's
 * clock. A handler calls it within one transaction ({@link #transact}).
 */
public final class FlowState {
  /** More would outlive a young collection, and each one would copy them. */
  private static final int MAX_ENTRIES = 5_000;

  private static final int MAX_REDEEMED = 1_000;
  private static final int MAX_SMS = 1_000;
  private static final Duration BETWEEN_POLLS = Duration.ofMillis(50);

  /** Joins the parts of a key; no name or number has it. */
  static final String SEPARATOR = "\u001f";

  private final MockClock clock;
  private final Store store;
  private final Table<FlowSnapshot.Limit> lastSent;

  /** The tasks that are not redeemed. */
  private final Table<Task> tasks;

  private final Table<Task> redeemed;

  /** By id, the status in which a task stays. */
  private final Table<String> finalStatus;

  private final Table<Session> sessions;

  /** The session that a person holds, by the person's name. */
  private final Table<Session> holders;

  public FlowState(MockClock clock, Store store) {
    this.clock = clock;
    this.store = store;
    lastSent = store.table("last-sent", MAX_ENTRIES, new TypeReference<>() {});
    tasks = store.table("tasks", MAX_ENTRIES, new TypeReference<>() {});
    redeemed = store.table("redeemed-tasks", MAX_REDEEMED, new TypeReference<>() {});
    finalStatus = store.table("settled-tasks", MAX_ENTRIES, new TypeReference<>() {});
    sessions = store.table("sessions", MAX_ENTRIES, new TypeReference<>() {});
    holders = store.table("holders", MAX_ENTRIES, new TypeReference<>() {});
  }

  /**
   * A session at the tax bureau; ends by itself, or when the same person logs in again.
   *
   * @param id differs from the others of its person
   * @param person the name of its holder; empty where none is known
   */
  record Session(long id, String person, Lifetime lifetime, List<String> identities) {
    /**
     * Returns the state of the session.
     *
     * @param held the session that its person holds now; null when it is not kept any more
     */
    FlowSnapshot.State state(@Nullable Session held, Instant now) {
      if (!person.isEmpty() && (held == null || held.id() != id)) {
        return FlowSnapshot.State.ENDED;
      }
      return lifetime.covers(now) ? FlowSnapshot.State.OPEN : FlowSnapshot.State.EXPIRED;
    }
  }

  /** Runs a call as one transaction, as {@link Store#transact} does. */
  <T> T transact(Supplier<T> call) {
    return store.transact(call);
  }

  public Instant now() {
    return clock.instant();
  }

  /** Returns the limit of the SMS to an identity, if it holds. */
  Optional<FlowSnapshot.Limit> limit(List<String> identity) {
    return Optional.ofNullable(lastSent.get(key(identity))).filter(limit -> limit.holdsAt(now()));
  }

  /**
   * Limits the next SMS to an identity from now on, unless a limit holds already.
   *
   * @param identity by which it is limited
   * @param identities of the call that sends it, by which the limit is shown and forgotten
   */
  void limitSends(
      String operation, List<String> identity, Duration resendAfter, List<String> identities) {
    Instant now = now();
    Instant next = now.plus(resendAfter);
    lastSent.compute(
        key(identity),
        before ->
            before != null && before.holdsAt(now)
                ? before
                : new FlowSnapshot.Limit(operation, now, next, identities));
  }

  void issue(Task task) {
    tasks.put(task.id(), task);
  }

  /** Keeps a task that a documented response issues again, though it may have ended. */
  void issueAgain(Task task) {
    issue(task);
    redeemed.remove(task.id());
    finalStatus.remove(task.id());
  }

  /** Returns the newest matching SMS with a task that can still be redeemed. */
  public Optional<Task> latestSms(Predicate<Task> filter) {
    return transact(
        () -> sms(List.of(tasks)).filter(filter).filter(t -> t.waitsAt(now())).findFirst());
  }

  /**
   * Waits for such an SMS, holding the thread.
   *
   * @param longest how long it waits at most, in real time
   * @param ended whether to wait no longer
   */
  public Optional<Task> latestSms(Predicate<Task> filter, Duration longest, BooleanSupplier ended) {
    long end = System.nanoTime() + longest.toNanos();
    Object version = tasks.version();
    Optional<Task> found = latestSms(filter);
    while (found.isEmpty() && System.nanoTime() < end && !ended.getAsBoolean()) {
      LockSupport.parkNanos(BETWEEN_POLLS.toNanos());
      Object now = tasks.version();
      if (!now.equals(version)) {
        version = now;
        found = latestSms(filter);
      }
    }
    return found;
  }

  /** Returns a task, ended or not. */
  Optional<Task> task(String id) {
    return Optional.ofNullable(tasks.get(id)).or(() -> Optional.ofNullable(redeemed.get(id)));
  }

  /** Returns the task that a call names and may have, ended or not. */
  Optional<Task> task(OperationRequest request, Flow flow) {
    return request.value(flow.task()).flatMap(this::task).filter(t -> t.isFor(request, flow));
  }

  /** Returns the identities of a task, ended or not; none if it is unknown. */
  public List<String> issuedTo(String id) {
    return task(id).map(Task::identities).orElse(List.of());
  }

  /** Searches all tasks that can be redeemed. */
  Optional<Task> openTask(Predicate<Task> filter) {
    Instant now = now();
    return tasks.all().values().stream()
        .filter(task -> filter.test(task) && task.waitsAt(now))
        .findFirst();
  }

  /** Returns the state of a task; a forgotten one has expired too. */
  public FlowSnapshot.State state(Task task) {
    if (isRedeemed(task)) {
      return FlowSnapshot.State.REDEEMED;
    }
    return task.equals(tasks.get(task.id())) && task.waitsAt(now())
        ? FlowSnapshot.State.OPEN
        : FlowSnapshot.State.EXPIRED;
  }

  boolean isRedeemed(Task task) {
    return task.equals(redeemed.get(task.id()));
  }

  void redeem(Task task) {
    redeemed.put(task.id(), task);
    tasks.remove(task.id());
  }

  /** Sets the status in which a task stays. */
  void complete(Task task, String status) {
    finalStatus.put(task.id(), status);
  }

  Optional<String> finalStatus(Task task) {
    return Optional.ofNullable(finalStatus.get(task.id()));
  }

  /**
   * Opens a session under each of its keys, and ends the session that the same person held.
   *
   * @param person the person of the login; unknown when a part of the name is empty
   * @param identities the identities of the login
   */
  void open(List<String> keys, List<String> person, Duration lifetime, List<String> identities) {
    String holder = person.contains("") ? "" : key(person);
    Session session =
        new Session(
            ThreadLocalRandom.current().nextLong(),
            holder,
            Lifetime.of(now(), lifetime),
            identities);
    if (!holder.isEmpty()) {
      holders.put(holder, session);
    }
    keys.forEach(key -> sessions.put(key, session));
  }

  /** Ends the session under one of its keys; it stays under the others. */
  void end(String key) {
    sessions.remove(key);
  }

  public boolean holds(String key) {
    Session session = sessions.get(key);
    if (session == null) {
      return false;
    }
    Session held = session.person().isEmpty() ? null : holders.get(session.person());
    return session.state(held, now()) == FlowSnapshot.State.OPEN;
  }

  /** Returns when the next SMS of a task may be sent, if it has to wait. */
  public Optional<Instant> nextAllowedAt(Task task) {
    return limit(task.values(task.flow().identity())).map(FlowSnapshot.Limit::nextAllowedAt);
  }

  /** Returns the newest SMS of each task, newest first. */
  public List<Task> sms() {
    return sms(List.of(redeemed, tasks)).limit(MAX_SMS).toList();
  }

  private static Stream<Task> sms(List<Table<Task>> tables) {
    List<Task> newestFirst = new ArrayList<>(oldestFirst(tables));
    Collections.reverse(newestFirst);
    return newestFirst.stream().filter(task -> !task.smsCode().isEmpty());
  }

  private static List<Task> oldestFirst(List<Table<Task>> tables) {
    return tables.stream()
        .flatMap(table -> table.all().values().stream())
        .sorted(comparing(Task::sentAt))
        .toList();
  }

  /** Returns a copy of the state at one moment. */
  public FlowSnapshot snapshot() {
    return transact(
        () -> {
          Instant now = now();
          return new FlowSnapshot(
              oldestFirst(List.of(redeemed, tasks)),
              tasks.all().values().stream().filter(task -> task.waitsAt(now)).toList(),
              held(now),
              lastSent.all().values().stream().filter(limit -> limit.holdsAt(now)).toList());
        });
  }

  private List<FlowSnapshot.Held> held(Instant now) {
    Map<String, Session> byPerson = holders.all();
    return sessions.all().entrySet().stream()
        .map(
            entry -> {
              Session session = entry.getValue();
              FlowSnapshot.State state = session.state(byPerson.get(session.person()), now);
              return new FlowSnapshot.Held(
                  entry.getKey().substring(0, entry.getKey().indexOf(SEPARATOR)),
                  state,
                  session.lifetime().begin(),
                  state == FlowSnapshot.State.ENDED ? null : session.lifetime().end(),
                  session.identities());
            })
        .toList();
  }

  /** Forgets the tasks, SMS, limits and sessions of one identity. */
  public void forget(String identity) {
    String bounded = OperationRequest.bounded(identity);
    store.run(
        () -> {
          tasks.snapshot().values().stream()
              .filter(task -> task.isOf(identity))
              .forEach(task -> finalStatus.remove(task.id()));
          List.of(tasks, redeemed).forEach(t -> t.removeIf((id, task) -> task.isOf(identity)));
          lastSent.removeIf((key, sent) -> sent.identities().contains(bounded));
          List.of(sessions, holders)
              .forEach(t -> t.removeIf((key, held) -> held.identities().contains(bounded)));
        });
  }

  public void reset() {
    store.run(
        () ->
            List.of(lastSent, tasks, redeemed, finalStatus, sessions, holders)
                .forEach(Table::clear));
  }

  static String key(List<String> parts) {
    return String.join(SEPARATOR, parts);
  }
}
