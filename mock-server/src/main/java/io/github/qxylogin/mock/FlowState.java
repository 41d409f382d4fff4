package io.github.qxylogin.mock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the flows remember: SMS codes, tasks and sessions, keyed by identity, bounded, on the mock's
 * clock. Each method is atomic for its identity.
 */
final class FlowState {
  private static final int MOST_ENTRIES = 10_000;
  private static final int MOST_SMS = 1_000;

  private final MockClock clock;
  private final Latest<List<String>, Instant> lastSent = bounded();
  private final Latest<String, Task> tasks = bounded();
  private final Object logins = new Object();
  private final Latest<List<String>, Session> sessions = bounded();
  private final Latest<List<String>, Session> holders = bounded();
  private final Tokens tokens;
  private final FailedLogins failedLogins = new FailedLogins();
  private final Map<String, Task> sms = new LinkedHashMap<>();

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

  /** Claims the right to send an SMS; false when the last one was sent too recently. */
  boolean claimSend(List<String> identity, Duration resendAfter) {
    Instant now = now();
    AtomicBoolean claimed = new AtomicBoolean();
    lastSent.compute(
        identity,
        last -> {
          claimed.set(last == null || !now.isBefore(last.plus(resendAfter)));
          return claimed.get() ? now : last;
        });
    return claimed.get();
  }

  /** Returns how long ago the last SMS was sent; zero if none was. */
  Duration sinceLastSent(List<String> identity) {
    Instant last = lastSent.get(identity);
    return last == null ? Duration.ZERO : Duration.between(last, now());
  }

  /** Remembers a task. */
  void keep(Task task) {
    tasks.put(task.id(), task);
  }

  /** Remembers a task, and that an SMS was sent for it. */
  void send(Task task) {
    keep(task);
    synchronized (sms) {
      sms.remove(task.id());
      sms.put(task.id(), task);
      if (sms.size() > MOST_SMS) {
        sms.remove(sms.keySet().iterator().next());
      }
    }
  }

  /** Redeems a task once; it stays when the code is wrong or somebody else asks for it. */
  Redemption redeem(String id, Predicate<Task> owner, Predicate<Task> rightCode) {
    AtomicReference<Redemption> redemption = new AtomicReference<>(Redemption.NO_TASK);
    tasks.compute(
        id,
        task -> {
          if (task == null || !owner.test(task)) {
            return task;
          }
          if (!now().isBefore(task.expiresAt())) {
            redemption.set(Redemption.EXPIRED);
            return task;
          }
          if (!rightCode.test(task)) {
            redemption.set(Redemption.wrongCode(task));
            return task;
          }
          redemption.set(Redemption.of(task));
          return null;
        });
    return redemption.get();
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
      Session session = new Session(now().plus(lifetime));
      if (!person.isEmpty()) {
        Optional.ofNullable(holders.get(person)).ifPresent(Session::end);
        holders.put(person, session);
      }
      keys.forEach(key -> sessions.put(key, session));
    }
  }

  boolean holds(List<String> key) {
    synchronized (logins) {
      Session session = sessions.get(key);
      return session != null && session.holdsAt(now());
    }
  }

  /** Returns the SMS that were sent, newest first. */
  List<Task> sms() {
    synchronized (sms) {
      List<Task> newestFirst = new ArrayList<>(sms.values());
      Collections.reverse(newestFirst);
      return newestFirst;
    }
  }

  /** Forgets everything. */
  void reset() {
    lastSent.clear();
    tasks.clear();
    sessions.clear();
    holders.clear();
    tokens.reset();
    failedLogins.reset();
    synchronized (sms) {
      sms.clear();
    }
  }

  private static <K, V> Latest<K, V> bounded() {
    return new Latest<>(MOST_ENTRIES);
  }
}
