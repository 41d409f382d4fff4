package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FlowState.Redemption.Result;
import io.github.qxylogin.mock.store.Feed;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the flows remember: SMS codes, tasks and sessions, keyed by identity, bounded, on the mock's
 * clock.
 */
public final class FlowState {
  /** Many more live longer than a young collection, and each one then copies them. */
  private static final int MOST_ENTRIES = 5_000;

  private static final int MOST_SMS = 1_000;

  /** Mostly the tasks of the SMS that are remembered anyway. */
  private static final int MOST_REDEEMED = 1_000;

  /** So many tell a double from all others: JavaScript prints no more, and zeros after them. */
  private static final int DIGITS_OF_A_DOUBLE = 17;

  /** Up to here a double has every whole number. */
  private static final double MOST_EXACT = 1L << 53;

  /** As languages print a double: 1736647432086679600, or 1.7366474320866796E18. */
  private static final Pattern NUMBER =
      Pattern.compile("\\d{1,19}(\\.\\d{1,19})?([eE]\\+?\\d{1,2})?");

  private final MockClock clock;
  private final Store store;
  private final Table<Sent> lastSent;
  private final Table<Task> tasks;
  private final Table<Task> redeemed;
  private final Table<String> settled;
  private final Table<Session> sessions;

  /** Who holds which session, by the person's name. */
  private final Table<Session> holders;

  private final Feed<Task> sms;

  public FlowState(MockClock clock, Store store) {
    this.clock = clock;
    this.store = store;
    lastSent = store.table("last-sent", MOST_ENTRIES, new TypeReference<>() {});
    tasks = store.table("tasks", MOST_ENTRIES, new TypeReference<>() {});
    redeemed = store.table("redeemed", MOST_REDEEMED, new TypeReference<>() {});
    settled = store.table("settled", MOST_ENTRIES, new TypeReference<>() {});
    sessions = store.table("sessions", MOST_ENTRIES, new TypeReference<>() {});
    holders = store.table("holders", MOST_ENTRIES, new TypeReference<>() {});
    sms = store.feed("sms", MOST_SMS, new TypeReference<>() {});
  }

  /**
   * The last SMS to somebody: which operation sent it, when, and when that one may send again.
   *
   * @param identities of the call that sent it
   */
  private record Sent(String operation, Instant at, Duration resendAfter, Set<String> identities) {
    Instant nextAllowedAt() {
      return at.plus(resendAfter);
    }
  }

  /**
   * A session at the tax bureau; ends by itself, or when the same person logs in again.
   *
   * @param id tells it from the others of its person
   * @param person the name of who holds it, until another of that name does; empty for nobody
   */
  private record Session(long id, String person, Lifetime lifetime, Set<String> identities) {
    /**
     * Returns whether another session of its person has come after it.
     *
     * @param holder what that person holds now; null when it is not known any more
     */
    boolean ended(@Nullable Session holder) {
      return !person.isEmpty() && (holder == null || holder.id() != id);
    }
  }

  /**
   * What became of an attempt to redeem a task.
   *
   * @param task the task that the result is about; none where no task is known
   */
  record Redemption(Result result, Optional<Task> task) {
    static final Redemption OF_NONE = new Redemption(Result.UNKNOWN, Optional.empty());

    /** The results; all but the first leave the state as it was. */
    enum Result {
      REDEEMED,
      WRONG_CODE,
      EXPIRED,
      /** An earlier attempt has redeemed it. */
      USED_UP,
      /** It was issued to somebody else, or by another group of operations. */
      ANOTHERS,
      /** No task has the id, but the caller's task has one that a double rounds to it. */
      ROUNDED,
      UNKNOWN
    }

    static Redemption of(Result result, Task task) {
      return new Redemption(result, Optional.of(task));
    }

    boolean wrongCode() {
      return result == Result.WRONG_CODE;
    }

    boolean redeemed() {
      return result == Result.REDEEMED;
    }
  }

  /** Does all that a call changes: others see nothing of it, or the whole. */
  <T> T transact(Supplier<T> call) {
    return store.transact(call);
  }

  public Instant now() {
    return clock.instant();
  }

  /**
   * Claims the right to send an SMS; false when the last one was sent too recently.
   *
   * @param identity by which it is limited
   * @param identities of the call that sends it, by which the limit is shown and forgotten
   */
  boolean claimSend(
      String operation, List<String> identity, Duration resendAfter, Set<String> identities) {
    return transact(
        () -> {
          String key = key(identity);
          Sent last = lastSent.get(key);
          Instant now = now();
          if (last != null && new Lifetime(last.at(), last.at().plus(resendAfter)).covers(now)) {
            return false;
          }
          lastSent.put(key, new Sent(operation, now, resendAfter, Set.copyOf(identities)));
          return true;
        });
  }

  Duration sinceLastSent(List<String> identity) {
    Sent last = lastSent.get(key(identity));
    return last == null ? Duration.ZERO : Duration.between(last.at(), now());
  }

  void keep(Task task) {
    tasks.put(task.id(), task);
  }

  void send(Task task) {
    store.run(
        () -> {
          keep(task);
          sms.add(task);
        });
  }

  /**
   * Returns the newest SMS that is wanted and whose task can still be redeemed; waits for it,
   * holding the thread, if there is none yet.
   *
   * @param longest how long it waits at most, in real time
   */
  public Optional<Task> latestSms(Predicate<Task> wanted, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    for (; ; ) {
      long seen = sms.newest();
      Optional<Task> found = sms().stream().filter(wanted).filter(this::waits).findFirst();
      long left = end - System.nanoTime();
      if (found.isPresent() || left <= 0) {
        return found;
      }
      try {
        sms.await(seen, Duration.ofNanos(left));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
  }

  private boolean waits(Task task) {
    return task.equals(tasks.get(task.id())) && task.waitsAt(now());
  }

  /** Returns a task that was issued and is not redeemed. */
  Optional<Task> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** Says once and for all what has become of a task. */
  void settle(Task task, String status) {
    settled.put(task.id(), status);
  }

  Optional<String> settled(Task task) {
    return Optional.ofNullable(settled.get(task.id()));
  }

  /** Redeems a task once; it stays when the code is wrong or somebody else asks for it. */
  Redemption redeem(String id, Predicate<Task> owner, Predicate<Task> rightCode) {
    return transact(() -> redeemed(id, owner, rightCode));
  }

  private Redemption redeemed(String id, Predicate<Task> owner, Predicate<Task> rightCode) {
    Task task = tasks.get(id);
    if (task == null) {
      return ofNone(id, owner);
    }
    Redemption redemption = Redemption.of(result(task, owner, rightCode), task);
    if (redemption.redeemed()) {
      // In this order: whoever looks meanwhile finds it in one of both.
      redeemed.put(id, task);
      tasks.remove(id);
    }
    return redemption;
  }

  private Result result(Task task, Predicate<Task> owner, Predicate<Task> rightCode) {
    if (!owner.test(task)) {
      return Result.ANOTHERS;
    }
    if (!task.waitsAt(now())) {
      return Result.EXPIRED;
    }
    return rightCode.test(task) ? Result.REDEEMED : Result.WRONG_CODE;
  }

  private Redemption ofNone(String id, Predicate<Task> owner) {
    Task before = redeemed.get(id);
    if (before != null) {
      return Redemption.of(owner.test(before) ? Result.USED_UP : Result.ANOTHERS, before);
    }
    Optional<Double> rounded =
        rounded(id).filter(number -> number > MOST_EXACT && isPrintedDouble(id));
    return rounded.isEmpty()
        ? Redemption.OF_NONE
        : tasks.all().values().stream()
            .filter(task -> owner.test(task) && task.waitsAt(now()))
            .filter(task -> rounded(task.id()).equals(rounded))
            .findFirst()
            .map(task -> Redemption.of(Result.ROUNDED, task))
            .orElse(Redemption.OF_NONE);
  }

  /** Returns what is left of an id when somebody reads it as a double, if it is a number. */
  private static Optional<Double> rounded(String id) {
    return NUMBER.matcher(id).matches() ? Optional.of(Double.valueOf(id)) : Optional.empty();
  }

  /** Returns whether an id has the digits that are printed of a double: so many, or all. */
  private static boolean isPrintedDouble(String id) {
    BigDecimal printed = new BigDecimal(id).stripTrailingZeros();
    return printed.precision() <= DIGITS_OF_A_DOUBLE
        || printed.compareTo(new BigDecimal(Double.parseDouble(id))) == 0;
  }

  /**
   * Opens a session under each of its keys, and ends the one that the same person held.
   *
   * @param person who logs in; nobody when a part of the name is empty
   * @param identities whom the login was for
   */
  void open(
      List<List<String>> keys,
      List<String> person,
      Duration lifetime,
      Collection<String> identities) {
    Instant now = now();
    String holder = person.contains("") ? "" : key(person);
    Session session =
        new Session(
            ThreadLocalRandom.current().nextLong(),
            holder,
            new Lifetime(now, now.plus(lifetime)),
            Set.copyOf(identities));
    store.run(
        () -> {
          if (!holder.isEmpty()) {
            holders.put(holder, session);
          }
          keys.forEach(parts -> sessions.put(key(parts), session));
        });
  }

  /** Ends the session under one of its keys; it stays under the others. */
  void end(List<String> parts) {
    sessions.remove(key(parts));
  }

  public boolean holds(List<String> parts) {
    return transact(
        () -> {
          Session session = sessions.get(key(parts));
          return session != null
              && session.lifetime().covers(now())
              && !session.ended(holders.get(session.person()));
        });
  }

  /** Returns how a task stands; one that is forgotten is over too. */
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
        .map(Sent::nextAllowedAt)
        .filter(next -> next.isAfter(now()));
  }

  /** Returns the newest SMS of each task, newest first. */
  public List<Task> sms() {
    List<Task> newestFirst = new ArrayList<>(sms.all().values());
    Collections.reverse(newestFirst);
    Set<String> listed = new HashSet<>();
    newestFirst.removeIf(task -> !listed.add(task.id()));
    return newestFirst;
  }

  /**
   * Returns the SMS that are remembered, oldest first, by their numbers: each has one above those
   * before, which no reset gives again.
   */
  public Map<Long, Task> numberedSms() {
    return sms.all();
  }

  /** Returns the number of the newest SMS, remembered or not; 0 before the first. */
  public long newestSms() {
    return sms.newest();
  }

  /** Returns what is remembered now. Logins wait while it is copied, and not while it is read. */
  public FlowSnapshot snapshot() {
    return transact(Remembered::new).told();
  }

  private final class Remembered {
    private final Instant now = now();
    private final Map<String, Task> issued = tasks.all();
    private final Map<String, Task> used = redeemed.all();
    private final Map<String, Session> held = sessions.all();
    private final Map<String, Session> holding = holders.all();
    private final Map<String, Sent> sent = lastSent.all();

    FlowSnapshot told() {
      return new FlowSnapshot(
          now,
          List.copyOf(issued.values()),
          List.copyOf(used.values()),
          held.entrySet().stream().map(this::told).toList(),
          sent.values().stream()
              .filter(each -> each.nextAllowedAt().isAfter(now))
              .map(
                  each ->
                      new FlowSnapshot.Limit(
                          each.operation(), each.nextAllowedAt(), each.identities()))
              .toList());
    }

    private FlowSnapshot.Held told(Map.Entry<String, Session> each) {
      Session session = each.getValue();
      List<String> parts = parts(each.getKey());
      FlowSnapshot.State state =
          session.ended(holding.get(session.person()))
              ? FlowSnapshot.State.ENDED
              : session.lifetime().covers(now)
                  ? FlowSnapshot.State.OPEN
                  : FlowSnapshot.State.EXPIRED;
      return new FlowSnapshot.Held(
          parts.get(parts.size() - 1),
          state,
          session.lifetime().begin(),
          session.lifetime().end(),
          session.identities());
    }
  }

  /** Forgets the tasks, SMS, limits and sessions of one identity. */
  public void forget(String identity) {
    String bounded = Exchange.bounded(identity);
    store.run(
        () -> {
          settled.removeIf((id, told) -> task(id).filter(task -> task.isOf(identity)).isPresent());
          tasks.removeIf((id, task) -> task.isOf(identity));
          redeemed.removeIf((id, task) -> task.isOf(identity));
          sms.removeIf(task -> task.isOf(identity));
          lastSent.removeIf((key, sent) -> sent.identities().contains(bounded));
          sessions.removeIf((key, session) -> session.identities().contains(bounded));
          holders.removeIf((key, session) -> session.identities().contains(bounded));
        });
  }

  public void reset() {
    store.run(
        () -> {
          List.of(lastSent, tasks, redeemed, settled, sessions, holders).forEach(Table::clear);
          sms.clear();
        });
  }

  /** One text in place of a list: a third of what is to be remembered, and its hash is kept. */
  private static String key(List<String> parts) {
    StringBuilder key = new StringBuilder();
    parts.forEach(part -> key.append(part.length()).append(':').append(part));
    return key.toString();
  }

  private static List<String> parts(String key) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < key.length(); ) {
      int begin = key.indexOf(':', at) + 1;
      int end = begin + Integer.parseInt(key, at, begin - 1, 10);
      parts.add(key.substring(begin, end));
      at = end;
    }
    return parts;
  }
}
