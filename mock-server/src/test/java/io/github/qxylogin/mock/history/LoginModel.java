package io.github.qxylogin.mock.history;

import io.github.qxylogin.mock.history.LoginCall.Advance;
import io.github.qxylogin.mock.history.LoginCall.Check;
import io.github.qxylogin.mock.history.LoginCall.Send;
import io.github.qxylogin.mock.history.LoginCall.Upload;
import io.github.qxylogin.mock.history.LoginResult.Holds;
import io.github.qxylogin.mock.history.LoginResult.LoggedIn;
import io.github.qxylogin.mock.history.LoginResult.Plain;
import io.github.qxylogin.mock.history.LoginResult.Sent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the login of one person in one region goes when one call comes after the other: written from
 * the documentation, not from the mock, which is held to it. Immutable. What the clock has ended is
 * no longer in it.
 *
 * @param withoutSms whether the region asks for no SMS code
 * @param now how far the clock has been moved
 * @param lastSms when the last SMS went out, by taxpayer number
 * @param waiting the tasks that can be redeemed
 * @param session the one session that the person holds in the region
 */
record LoginModel(
    boolean withoutSms,
    Duration now,
    Map<String, Duration> lastSms,
    Map<String, Lasting> waiting,
    Optional<Lasting> session) {
  private static final Duration SMS_AGAIN_AFTER = Duration.ofMinutes(2);
  private static final Duration TASK_LASTS = Duration.ofMinutes(5);
  private static final Duration SESSION_LASTS = Duration.ofMinutes(30);

  /** A task or a session of an account, and when it ends. */
  record Lasting(Account account, Duration end) {}

  static LoginModel of(boolean withoutSms) {
    return at(withoutSms, Duration.ZERO);
  }

  private static LoginModel at(boolean withoutSms, Duration now) {
    return new LoginModel(withoutSms, now, Map.of(), Map.of(), Optional.empty());
  }

  /** Returns the state after a call, or nothing if this state excludes the response. */
  Optional<LoginModel> after(LoginCall call, LoginResult response) {
    if (call instanceof Send send) {
      return sent(send.account(), response);
    }
    if (call instanceof Upload upload) {
      return uploaded(upload, response);
    }
    if (call instanceof Check check) {
      boolean holds = session.filter(s -> s.account().equals(check.account())).isPresent();
      return when(response.equals(new Holds(holds)), this);
    }
    LoginModel changed = call instanceof Advance to ? advanced(to.by()) : at(withoutSms, now);
    return when(response.equals(Plain.DONE), changed);
  }

  private Optional<LoginModel> sent(Account account, LoginResult response) {
    if (withoutSms) {
      return when(response.equals(new LoggedIn(account.id())), loggedIn(account, waiting));
    }
    if (lastSms.containsKey(account.taxpayer())) {
      return when(response.equals(Plain.TOO_FREQUENT), this);
    }
    return response instanceof Sent sent
        ? when(
            sent.account().equals(account.id()) && !waiting.containsKey(sent.task()),
            issued(account, sent.task()))
        : Optional.empty();
  }

  private LoginModel issued(Account account, String task) {
    Map<String, Duration> limits = new HashMap<>(lastSms);
    limits.put(account.taxpayer(), now);
    Map<String, Lasting> tasks = new HashMap<>(waiting);
    tasks.put(task, new Lasting(account, now.plus(TASK_LASTS)));
    return new LoginModel(withoutSms, now, limits, tasks, session);
  }

  private Optional<LoginModel> uploaded(Upload upload, LoginResult response) {
    Lasting task = waiting.get(upload.task());
    if (task == null || !task.account().taxpayer().equals(upload.taxpayer())) {
      return when(response.equals(Plain.ENDED), this);
    }
    if (!upload.rightCode()) {
      return when(response.equals(Plain.WRONG_CODE), this);
    }
    Map<String, Lasting> others = new HashMap<>(waiting);
    others.remove(upload.task());
    return when(
        response.equals(new LoggedIn(task.account().id())), loggedIn(task.account(), others));
  }

  private LoginModel loggedIn(Account account, Map<String, Lasting> tasks) {
    Lasting opened = new Lasting(account, now.plus(SESSION_LASTS));
    return new LoginModel(withoutSms, now, lastSms, tasks, Optional.of(opened));
  }

  private LoginModel advanced(Duration by) {
    Duration then = now.plus(by);
    Map<String, Duration> limits = new HashMap<>(lastSms);
    limits.values().removeIf(last -> last.plus(SMS_AGAIN_AFTER).compareTo(then) <= 0);
    Map<String, Lasting> tasks = new HashMap<>(waiting);
    tasks.values().removeIf(task -> task.end().compareTo(then) <= 0);
    Optional<Lasting> held = session.filter(s -> s.end().compareTo(then) > 0);
    return new LoginModel(withoutSms, then, limits, tasks, held);
  }

  private static Optional<LoginModel> when(boolean matches, LoginModel next) {
    return matches ? Optional.of(next) : Optional.empty();
  }
}
