package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks, SMS, sessions and limits of the flows, keyed by identity, bounded, on the mock's
 * clock. A handler calls it within one transaction ({@link #transact}).
 */
public final class FlowState {
  /** More would outlive a young collection, and each one would copy them. */
  private static final int MOST_ENTRIES = 5_000;

  private static final int MOST_SMS = 1_000;

  /** Mostly the tasks of the SMS that are remembered anyway. */
  private static final int MOST_REDEEMED = 1_000;

  private static final Duration BETWEEN_POLLS = Duration.ofMillis(50);

  /** Joins the parts of a key; no name or number has it. */
  private static final char SEPARATOR = '\u001f';

  private final MockClock clock;
  private final Store store;
  private final Table<FlowSnapshot.Limit> lastSent;
  private final Table<Task> tasks;
  private final Table<Task> redeemed;
  private final Table<String> settled;
  private final Table<Session> sessions;

  /** The session that a person holds, by the person's name. */
  private final Table<Session> holders;

  /** The tasks with an SMS, by id. */
  private final Table<Task> sms;

  public FlowState(MockClock clock, Store store) {
    this.clock = clock;
    this.store = store;
    lastSent = store.table("last-sent", MOST_ENTRIES, new TypeReference<>() {});
    tasks = store.table("tasks", MOST_ENTRIES, new TypeReference<>() {});
    redeemed = store.table("redeemed", MOST_REDEEMED, new TypeReference<>() {});
    settled = store.table("settled", MOST_ENTRIES, new TypeReference<>() {});
    sessions = store.table("sessions", MOST_ENTRIES, new TypeReference<>() {});
    holders = store.table("holders", MOST_ENTRIES, new TypeReference<>() {});
    sms = store.table("sms", MOST_SMS, new TypeReference<>() {});
  }

  /**
   * A session at the tax bureau; ends by itself, or when the same person logs in again.
   *
   * @param id differs from the others of its person
   * @param person the name of its holder; empty where none is known
   */
  record Session(long id, String person, Lifetime lifetime, Set<String> identities) {
    /**
     * Returns the state of the session.
     *
     * @param held the session that its person holds now; null when that is not known any more
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

  /** Returns how long ago the last SMS was sent, if that is too recent to send another. */
  Optional<Duration> sinceLastSent(List<String> identity, Duration resendAfter) {
    Instant now = now();
    return Optional.ofNullable(lastSent.get(key(identity)))
        .map(FlowSnapshot.Limit::sentAt)
        .filter(at -> new Lifetime(at, at.plus(resendAfter)).covers(now))
        .map(at -> Duration.between(at, now));
  }

  /**
   * Limits the next SMS to an identity from now on, unless a limit holds already.
   *
   * @param identity by which it is limited
   * @param identities of the call that sends it, by which the limit is shown and forgotten
   */
  void limitSends(
      String operation, List<String> identity, Duration resendAfter, Set<String> identities) {
    if (sinceLastSent(identity, resendAfter).isEmpty()) {
      Instant now = now();
      lastSent.put(
          key(identity),
          new FlowSnapshot.Limit(operation, now, now.plus(resendAfter), Set.copyOf(identities)));
    }
  }

  void keep(Task task) {
    tasks.put(task.id(), task);
  }

  void send(Task task) {
    sms.put(task.id(), task);
  }

  /** Returns the newest SMS that is wanted and whose task can still be redeemed. */
  public Optional<Task> latestSms(Predicate<Task> wanted) {
    return transact(() -> sms().stream().filter(wanted).filter(this::waits).findFirst());
  }

  /**
   * Waits for such an SMS, holding the thread.
   *
   * @param longest how long it waits at most, in real time
   * @param ended whether to wait no longer
   */
  public Optional<Task> latestSms(Predicate<Task> wanted, Duration longest, BooleanSupplier ended) {
    long end = System.nanoTime() + longest.toNanos();
    Object version = sms.version();
    Optional<Task> found = latestSms(wanted);
    while (found.isEmpty() && System.nanoTime() < end && !ended.getAsBoolean()) {
      LockSupport.parkNanos(BETWEEN_POLLS.toNanos());
      Object now = sms.version();
      if (!now.equals(version)) {
        version = now;
        found = latestSms(wanted);
      }
    }
    return found;
  }

  private boolean waits(Task task) {
    return task.equals(tasks.get(task.id())) && task.waitsAt(now());
  }

  /** Returns a task that was issued and is not redeemed. */
  Optional<Task> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  Optional<Task> redeemedTask(String id) {
    return Optional.ofNullable(redeemed.get(id));
  }

  /** Searches all tasks that can be redeemed. */
  Optional<Task> waitingTask(Predicate<Task> wanted) {
    Instant now = now();
    return tasks.all().values().stream()
        .filter(task -> wanted.test(task) && task.waitsAt(now))
        .findFirst();
  }

  /** Sets the status in which a task stays. */
  void settle(Task task, String status) {
    settled.put(task.id(), status);
  }

  Optional<String> settled(Task task) {
    return Optional.ofNullable(settled.get(task.id()));
  }

  void redeem(Task task) {
    redeemed.put(task.id(), task);
    tasks.remove(task.id());
  }

  /**
   * Opens a session under each of its keys, and ends the one that the same person held.
   *
   * @param person who logs in; unknown when a part of the name is empty
   * @param identities whom the login was for
   */
  void open(
      List<String> keys, List<String> person, Duration lifetime, Collection<String> identities) {
    Instant now = now();
    String holder = person.contains("") ? "" : key(person);
    Session session =
        new Session(
            ThreadLocalRandom.current().nextLong(),
            holder,
            new Lifetime(now, now.plus(lifetime)),
            Set.copyOf(identities));
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

  /** Returns the state of a task; a forgotten one has expired too. */
  public FlowSnapshot.State state(Task task) {
    if (waits(task)) {
      return FlowSnapshot.State.OPEN;
    }
    return task.equals(redeemed.get(task.id()))
        ? FlowSnapshot.State.REDEEMED
        : FlowSnapshot.State.EXPIRED;
  }

  /** Returns when the next SMS may be sent to whom a task was issued, if not at once. */
  public Optional<Instant> nextAllowedAt(Task task) {
    List<String> fields = task.issuer().inFlow(Flow::identity).orElse(List.of());
    List<String> identity = fields.stream().map(f -> task.values().getOrDefault(f, "")).toList();
    return Optional.ofNullable(lastSent.get(key(identity)))
        .map(FlowSnapshot.Limit::nextAllowedAt)
        .filter(next -> next.isAfter(now()));
  }

  /** Returns the newest SMS of each task, newest first. */
  public List<Task> sms() {
    List<Task> newestFirst = new ArrayList<>(sms.all().values());
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Returns a copy of the state at one moment. */
  public FlowSnapshot snapshot() {
    return transact(
        () ->
            FlowSnapshot.of(
                now(),
                tasks.all().values(),
                redeemed.all().values(),
                sessions.all(),
                holders.all(),
                lastSent.all().values()));
  }

  /** Forgets the tasks, SMS, limits and sessions of one identity. */
  public void forget(String identity) {
    String bounded = Exchange.bounded(identity);
    store.run(
        () -> {
          tasks.snapshot().entrySet().stream()
              .filter(task -> task.getValue().isOf(identity))
              .forEach(task -> settled.remove(task.getKey()));
          List.of(tasks, redeemed, sms).forEach(t -> t.removeIf((id, task) -> task.isOf(identity)));
          lastSent.removeIf((key, sent) -> sent.identities().contains(bounded));
          List.of(sessions, holders)
              .forEach(t -> t.removeIf((key, held) -> held.identities().contains(bounded)));
        });
  }

  public void reset() {
    store.run(
        () ->
            List.of(lastSent, tasks, redeemed, settled, sessions, holders, sms)
                .forEach(Table::clear));
  }

  static String key(List<String> parts) {
    return String.join(String.valueOf(SEPARATOR), parts);
  }

  /** Returns the first part of a key. */
  static String firstPart(String key) {
    return key.substring(0, key.indexOf(SEPARATOR));
  }
}
