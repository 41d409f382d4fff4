package io.github.qxylogin.mock;

import io.github.qxylogin.mock.Redemption.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the flows remember: SMS codes, tasks and sessions, keyed by identity, bounded, on the mock's
 * clock. Each method is atomic for its identity.
 */
final class FlowState {
  /** Many more live longer than a young collection, and each one then copies them. */
  private static final int MOST_ENTRIES = 5_000;

  private static final int MOST_SMS = 1_000;

  /** Mostly the tasks of the SMS that are remembered anyway. */
  private static final int MOST_REDEEMED = 1_000;

  private final MockClock clock;
  private final Latest<String, Instant> lastSent = bounded();
  private final Latest<String, Task> tasks = bounded();
  private final Latest<RoundedId, Task> byRoundedId = bounded();
  private final Latest<String, Task> redeemed = new Latest<>(MOST_REDEEMED);
  private final Latest<String, String> settled = bounded();
  private final Object logins = new Object();
  private final Latest<String, Session> sessions = bounded();
  private final Latest<String, Session> holders = bounded();
  private final Tokens tokens;
  private final FailedLogins failedLogins = new FailedLogins();
  private final Identities identities = new Identities();
  private final Enterprises enterprises = new Enterprises();
  private final Latest<String, Task> sms = new Latest<>(MOST_SMS);

  FlowState(MockClock clock) {
    this.clock = clock;
    this.tokens = new Tokens(clock);
  }

  Instant now() {
    return clock.instant();
  }

  Tokens tokens() {
    return tokens;
  }

  FailedLogins failedLogins() {
    return failedLogins;
  }

  Identities identities() {
    return identities;
  }

  Enterprises enterprises() {
    return enterprises;
  }

  /** Claims the right to send an SMS; false when the last one was sent too recently. */
  boolean claimSend(List<String> identity, Duration resendAfter) {
    AtomicBoolean claimed = new AtomicBoolean();
    lastSent.compute(
        key(identity),
        last -> {
          Instant now = now();
          boolean limited = last != null && new Lifetime(last, last.plus(resendAfter)).covers(now);
          claimed.set(!limited);
          return limited ? last : now;
        });
    return claimed.get();
  }

  /** Returns how long ago the last SMS was sent; zero if none was. */
  Duration sinceLastSent(List<String> identity) {
    Instant last = lastSent.get(key(identity));
    return last == null ? Duration.ZERO : Duration.between(last, now());
  }

  /** Remembers a task. */
  void keep(Task task) {
    tasks.put(task.id(), task);
    RoundedId.of(task.id()).ifPresent(rounded -> byRoundedId.put(rounded, task));
  }

  /** Remembers a task, and that an SMS was sent for it. */
  void send(Task task) {
    keep(task);
    synchronized (sms) {
      sms.put(task.id(), task);
      sms.notifyAll();
    }
  }

  /**
   * Returns the newest SMS that is wanted; waits for it, holding the thread, if there is none yet.
   *
   * @param longest how long it waits at most, in real time
   */
  Optional<Task> latestSms(Predicate<Task> wanted, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (sms) {
      Optional<Task> found = sms().stream().filter(wanted).findFirst();
      long left = longest.toNanos();
      while (found.isEmpty() && left > 0) {
        try {
          TimeUnit.NANOSECONDS.timedWait(sms, left);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          return Optional.empty();
        }
        found = sms().stream().filter(wanted).findFirst();
        left = end - System.nanoTime();
      }
      return found;
    }
  }

  /** Returns a task that was issued and is not redeemed. */
  Optional<Task> task(String id) {
    return Optional.ofNullable(tasks.get(id));
  }

  /** Says once and for all what has become of a task. */
  void settle(Task task, String status) {
    settled.put(task.id(), status);
  }

  /** Returns what was said to have become of a task, if anything was. */
  Optional<String> settled(Task task) {
    return Optional.ofNullable(settled.get(task.id()));
  }

  /** Redeems a task once; it stays when the code is wrong or somebody else asks for it. */
  Redemption redeem(String id, Predicate<Task> owner, Predicate<Task> rightCode) {
    AtomicReference<Redemption> redemption = new AtomicReference<>();
    tasks.compute(
        id,
        task -> {
          Redemption of =
              task == null
                  ? ofNone(id, owner)
                  : Redemption.of(result(task, owner, rightCode), task);
          redemption.set(of);
          if (of.redeemed()) {
            redeemed.put(id, task);
            RoundedId.of(id).ifPresent(rounded -> forget(rounded, task));
            return null;
          }
          return task;
        });
    return redemption.get();
  }

  /** Another task may have the same double. */
  private void forget(RoundedId rounded, Task task) {
    byRoundedId.compute(rounded, kept -> task.equals(kept) ? null : kept);
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
    return RoundedId.of(id)
        .flatMap(rounded -> lost(id, rounded))
        .filter(owner)
        .map(task -> Redemption.of(Result.ROUNDED, task))
        .orElse(Redemption.OF_NONE);
  }

  /** Returns the task that waits, and whose id has become another by being read as a double. */
  private Optional<Task> lost(String id, RoundedId rounded) {
    return Optional.ofNullable(byRoundedId.get(rounded))
        .filter(task -> rounded.isPrintedAs(id))
        .filter(task -> task.equals(tasks.get(task.id())) && task.waitsAt(now()));
  }

  /**
   * Does all that a login changes, from its task to its session: others see nothing of it, or the
   * whole.
   */
  <T> T wholly(Supplier<T> login) {
    synchronized (logins) {
      return login.get();
    }
  }

  /** Opens a session under each of its keys, and ends the one that the same person held. */
  void open(List<List<String>> keys, List<String> person, Duration lifetime) {
    synchronized (logins) {
      Instant now = now();
      Session session = new Session(new Lifetime(now, now.plus(lifetime)));
      if (!person.isEmpty()) {
        holders.compute(
            key(person),
            kicked -> {
              if (kicked != null) {
                kicked.end();
              }
              return session;
            });
      }
      keys.forEach(parts -> sessions.put(key(parts), session));
    }
  }

  boolean holds(List<String> parts) {
    synchronized (logins) {
      Session session = sessions.get(key(parts));
      return session != null && session.holdsAt(now());
    }
  }

  /** Returns the SMS that were sent, newest first. */
  List<Task> sms() {
    List<Task> newestFirst = new ArrayList<>(sms.all().values());
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Forgets what an identity has done: its tasks, SMS, limits, sessions and lock. */
  void forget(String identity) {
    String part = key(List.of(Exchange.bounded(identity)));
    synchronized (logins) {
      List.of(tasks, redeemed, sms)
          .forEach(kept -> kept.removeIf((id, task) -> task.isOf(identity)));
      byRoundedId.removeIf((id, task) -> task.isOf(identity));
      lastSent.removeIf((key, sent) -> key.contains(part));
      sessions.removeIf((key, session) -> key.contains(part));
      holders.removeIf((key, session) -> key.contains(part));
      failedLogins.recover(identity);
    }
  }

  /** Forgets everything. */
  void reset() {
    lastSent.clear();
    tasks.clear();
    byRoundedId.clear();
    redeemed.clear();
    settled.clear();
    sessions.clear();
    holders.clear();
    tokens.reset();
    failedLogins.reset();
    identities.reset();
    enterprises.reset();
    sms.clear();
  }

  /** One text in place of a list: a third of what is to be remembered, and its hash is kept. */
  private static String key(List<String> parts) {
    StringBuilder key = new StringBuilder();
    parts.forEach(part -> key.append(part.length()).append(':').append(part));
    return key.toString();
  }

  private static <K, V> Latest<K, V> bounded() {
    return new Latest<>(MOST_ENTRIES);
  }
}
