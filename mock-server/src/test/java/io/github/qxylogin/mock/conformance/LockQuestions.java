package io.github.qxylogin.mock.conformance;

import static io.github.qxylogin.contract.Condition.LOGIN_LOCKED;
import static io.github.qxylogin.contract.Condition.SMS_CODE_WRONG;

import io.github.qxylogin.contract.AccountFlow.Does;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many failed logins lock a tax number, or for a day a person who logs in by a hosted account,
 * and what lifts the lock.
 */
final class LockQuestions extends LoginQuestions {
  private final Flow.Lock lock;
  private final boolean aDay;
  private final Map<Who, Made> accounts = new EnumMap<>(Who.class);

  private LockQuestions(Server server, Login login) {
    super(server, login);
    lock = redeem.flow().lock();
    aDay = lock.midnight() != null;
  }

  static Stream<Question> of(Login login) {
    Flow.Lock lock = login.redeem().flow().lock();
    if (login.redeem().flow().lockedBy() == null || !login.bySms()) {
      return Stream.empty();
    }
    boolean aDay = lock.midnight() != null;
    Asked<LockQuestions> asked =
        new Asked<>(login.toString(), server -> new LockQuestions(server, login))
            .ask("locked", LockQuestions::locked)
            .ask("locked-by-two-tasks", LockQuestions::lockedByTwoTasks)
            .ask("not-locked-with-a-success-between", LockQuestions::successBetween)
            .ask(aDay, "locked-until-midnight", LockQuestions::untilMidnight)
            .ask(aDay, "not-locked-by-two-days", LockQuestions::failuresOfTwoDays);
    hosted(Does.RECOVERS).forEach(o -> asked.ask("lock-lifted-by-" + o.id(), c -> c.liftedBy(o)));
    for (Login reset : Login.all().toList()) {
      for (String field : reset.issue().flow().lifts()) {
        String name = "lock-lifted-by-" + reset.redeem().id() + "-of-" + field;
        asked.ask(aDay, name, c -> c.liftedByReset(reset, field));
      }
    }
    return asked.stream();
  }

  /** Issues a task, for an account that logs in by SMS code where the login is by account. */
  private Made begun(Who who) {
    return aDay ? issuedTo(account(who)) : issued(who);
  }

  private Made account(Who who) {
    Flow.Among modes = issue.flow().account().modes();
    return accounts.computeIfAbsent(
        who,
        w -> ask(hosting(Does.CREATES), w).set(modes.field(), modes.values().get(0)).succeeds());
  }

  private Made issuedTo(Made account) {
    return ask(issue, account.who()).about(account).succeeds();
  }

  /** Issues another task: a day later to the same person, or to a colleague of the tax number. */
  private Made another(Made task) {
    if (!aDay) {
      return ask(issue, Who.SECOND).as(task, Bodies.forWhom(issue)).succeeds();
    }
    pass(issue.flow().resendAfter());
    return issuedTo(account(Who.FRESH));
  }

  private void fail(Made task, int times) {
    for (int i = 0; i < times; i++) {
      redeem(task).edit(redeem.flow().smsCode(), Bodies::otherEnd).gets(SMS_CODE_WRONG);
    }
  }

  private void lock(Made task) {
    fail(task, lock.failures() + 1);
    redeem(task).gets(LOGIN_LOCKED);
  }

  private void reportsLock(Who who, boolean locked) {
    Made account = accounts.get(who);
    if (account != null) {
      hosted(aDay ? new Does[] {Does.CHECKS, Does.USES} : new Does[] {Does.CHECKS}).stream()
          .filter(o -> o.caseWhen(LOGIN_LOCKED).isPresent())
          .forEach(o -> ask(o, who).about(account).gets(locked, LOGIN_LOCKED));
    }
    if (locked && issue.caseWhen(LOGIN_LOCKED).isPresent()) {
      Ask ask = ask(issue, who);
      (aDay ? ask.about(account) : ask).gets(LOGIN_LOCKED);
    }
  }

  private void locked() {
    Made task = begun(Who.FRESH);
    fail(task, lock.failures());
    reportsLock(Who.FRESH, false);
    fail(task, 1);
    redeem(task).gets(LOGIN_LOCKED);
    reportsLock(Who.FRESH, true);
    Made other = begun(Who.SECOND);
    reportsLock(Who.SECOND, false);
    redeem(other).succeeds();
  }

  /** A day that has just begun is long enough for all that is to happen in it. */
  private Made begunAtMidnight() {
    if (aDay) {
      passMidnight(lock.midnight());
    }
    return begun(Who.FRESH);
  }

  private void lockedByTwoTasks() {
    Made first = begunAtMidnight();
    Made second = another(first);
    fail(first, lock.failures());
    fail(second, 1);
    redeem(second).gets(LOGIN_LOCKED);
    redeem(first).gets(LOGIN_LOCKED);
  }

  private void successBetween() {
    Made first = begunAtMidnight();
    Made second = another(first);
    fail(first, lock.failures());
    redeem(first).succeeds();
    fail(second, lock.failures());
    redeem(second).succeeds();
  }

  private void untilMidnight() {
    lock(begunAtMidnight());
    pass(beforeMidnight(lock.midnight()));
    reportsLock(Who.FRESH, true);
    pass(A_MOMENT);
    reportsLock(Who.FRESH, false);
    redeem(begun(Who.FRESH)).succeeds();
  }

  private void failuresOfTwoDays() {
    fail(begunAtMidnight(), lock.failures());
    Made next = begunAtMidnight();
    fail(next, lock.failures());
    redeem(next).succeeds();
  }

  /** A hosted account of the person who failed stands for the tax number. */
  private void liftedBy(Operation recover) {
    Made task = begun(Who.FRESH);
    lock(task);
    Made other = begun(Who.SECOND);
    lock(other);
    Made account =
        accounts.computeIfAbsent(
            Who.FRESH, w -> ask(hosting(Does.CREATES)).as(task, Bodies.person(issue)).succeeds());
    reportsLock(Who.FRESH, true);
    ask(recover).about(account).succeeds();
    reportsLock(Who.FRESH, false);
    redeem(task).succeeds();
    redeem(other).gets(LOGIN_LOCKED);
    reportsLock(Who.SECOND, true);
    if (!aDay) {
      pass(issue.flow().resendAfter());
      issued(Who.FRESH);
    }
  }

  /** Who changes the password may name the person in several ways. */
  private void liftedByReset(Login reset, String field) {
    Made task = begun(Who.FRESH);
    lock(task);
    ask(reset.redeem(), ask(reset.issue(), Who.SECOND).succeeds()).succeeds();
    String person = account(Who.FRESH).request().path(lock.of()).asText();
    Made changing = ask(reset.issue()).set(field, person).succeeds();
    redeem(task).gets(LOGIN_LOCKED);
    ask(reset.redeem(), changing).succeeds();
    reportsLock(Who.FRESH, false);
    redeem(task).succeeds();
  }
}
