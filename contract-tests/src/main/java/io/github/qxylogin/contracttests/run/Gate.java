package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.MissingValuesException;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.SmsCodes;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.Optional;
import java.util.Set;

/** Decides which checks a target gets: its own mock server all, any other what is allowed. */
final class Gate {
  /** More than four failed logins in a row lock a tax number. */
  private static final int FAILED_LOGINS = 3;

  /** A login that gets one of these may have failed at the bureau, and nobody knows why. */
  private static final Set<Family> ENDS_LOGINS =
      Set.of(Family.SYSTEM, Family.TASK_ENDED, Family.UNKNOWN);

  private final Target target;
  private final Permissions permissions;
  private int failedLogins;
  private boolean counted;
  private Optional<String> shut = Optional.empty();

  Gate(Target target, Permissions permissions) {
    this.target = target;
    this.permissions = permissions;
  }

  /** Returns why a check must not be sent, if it must not. */
  Optional<String> refusal(Check check) {
    return notToBeHad(check).or(() -> notAllowed(check)).or(() -> lacking(check));
  }

  private Optional<String> notToBeHad(Check check) {
    if (check.needs(Need.DOCUMENTED_VALUES) && !target.mock()) {
      return Optional.of("only the mock server knows its documented values");
    }
    if (check.needs(Need.MOCK) && !target.mock()) {
      return Optional.of("is asked of mock servers alone");
    }
    if (check.needs(Need.SECOND_PERSON) && !target.mock()) {
      return Optional.of("needs a second taxpayer, whom only the mock server has");
    }
    if (check.needs(Need.CLOCK) && target.control().isEmpty()) {
      return Optional.of("needs a clock that can be moved, which only a mock server has");
    }
    if (check.needs(Need.SMS_CODE) && target.smsCodes() == SmsCodes.UNKNOWN) {
      return Optional.of("needs the code of an SMS: set QXY_SMS_CODE, or run it on a terminal");
    }
    if (check.needs(Need.SMS_CODE) && target.smsCodes() == SmsCodes.OF_ANOTHER_SMS) {
      return Optional.of(
          "QXY_SMS_CODE was there before the SMS and may be wrong:"
              + " needs --allow-failed-logins, or a terminal that asks for the code");
    }
    if (check.needs(Need.AUTHENTICATION) && !target.authenticates()) {
      return Optional.of("the mock server was started without --auth on");
    }
    return Optional.empty();
  }

  private Optional<String> notAllowed(Check check) {
    if (target.own()) {
      return Optional.empty();
    }
    if (check.needs(Need.CLOCK) && !permissions.sideEffects()) {
      return Optional.of(
          "moves the mock server's clock, which is everybody's: needs --allow-side-effects");
    }
    if (check.effect() != Effect.NONE && !permissions.sideEffects()) {
      return Optional.of("has the effect " + check.effect().key() + ": needs --allow-side-effects");
    }
    if (check.effect().lasts() && !target.mock()) {
      return Optional.of(
          "changes %s %s, which is done on mock servers alone"
              .formatted(check.effect() == Effect.ACCOUNT ? "an" : "a", check.effect().key()));
    }
    if (check.needs(Need.FAILED_LOGIN) && !permissions.failedLogins()) {
      return Optional.of("may count as a failed login: needs --allow-failed-logins");
    }
    return tooManyFailing(failing(check)).or(() -> shutFor(check));
  }

  /**
   * Returns whether a call on the way may be made. One that may fail a login leaves one more to the
   * code of the login itself, which a person may mistype.
   */
  boolean allows(Step.Aside aside) {
    if (aside.needs().contains(Need.AUTHENTICATION) && !target.authenticates()) {
      return false;
    }
    if (target.own()) {
      return true;
    }
    boolean meant = aside.needs().contains(Need.FAILED_LOGIN);
    boolean left = target.mock() || failedLogins + 2 <= FAILED_LOGINS;
    return (!meant || permissions.failedLogins()) && (left || !mayFail(aside.call()));
  }

  /** Of a task that nobody was given, a platform may say that its code is wrong. */
  private boolean mayFail(Step.Call call) {
    return call.expected()
        .alternatives()
        .map(wanted -> call.operation().familyOf(wanted.code()))
        .anyMatch(Family.LOGIN_INFORMATION::equals);
  }

  /**
   * Returns why no more of a check may be sent, if a login has failed unexpectedly, or if so many
   * have that the code which a person enters may be one too many.
   */
  Optional<String> shutFor(Check check) {
    if (check.effect() == Effect.NONE) {
      return Optional.empty();
    }
    return shut.or(() -> check.needs(Need.SMS_CODE) ? tooManyFailing(1) : Optional.empty());
  }

  private Optional<String> tooManyFailing(long more) {
    return target.mock() || failedLogins + more <= FAILED_LOGINS
        ? Optional.empty()
        : Optional.of("would be more than " + FAILED_LOGINS + " failed logins in this run");
  }

  /** Finds out before the first call, which may cost an SMS, whether the last can be made. */
  private Optional<String> lacking(Check check) {
    if (target.mock()) {
      return Optional.empty();
    }
    try {
      for (Step.Call call : check.calls().toList()) {
        if (call.body() instanceof Body.Fields fields) {
          target.people().values(fields.whose()).fill(call.operation(), fields.documented());
        }
      }
      return Optional.empty();
    } catch (MissingValuesException missing) {
      return Optional.of(missing.getMessage());
    }
  }

  /** The code that a person enters may be wrong, whatever the flags. */
  private long failing(Check check) {
    long meant =
        check.needs(Need.FAILED_LOGIN) ? check.calls().filter(c -> !succeeds(c)).count() : 0;
    return check.needs(Need.SMS_CODE) ? Math.max(1, meant) : meant;
  }

  private boolean succeeds(Step.Call call) {
    return call.expected() instanceof Expectation.Documented expected
        && call.operation().familyOf(expected.code()) == Family.OK;
  }

  /** Takes note of a call before it is sent. */
  void sends(Check check, Step.Call call) {
    count(check.needs(Need.FAILED_LOGIN) && !succeeds(call));
  }

  /** Takes note of a call on the way before it is sent. */
  void sends(Step.Aside aside) {
    count(aside.needs().contains(Need.FAILED_LOGIN));
  }

  private void count(boolean mayFail) {
    counted = mayFail;
    failedLogins += mayFail ? 1 : 0;
  }

  /** Takes note of a call that was never answered: what became of a login, nobody knows. */
  void sawNothing(Step.Call call) {
    if (!target.mock() && UsualBody.logsIn(call.operation())) {
      shut = Optional.of(call.operation().id() + " was not answered");
    }
  }

  /**
   * Takes note of an answer. A refused login counts as a failed one, be it that of a code which a
   * person entered. One that fails otherwise than it was made to fail is not tried again: the
   * contract does not tell which of these codes says that the tax number is locked.
   */
  void saw(Step.Call call, JsonNode answer) {
    if (target.mock()) {
      return;
    }
    Optional<String> code = new Envelope(answer).code();
    Family family = code.map(got -> call.operation().familyOf(got)).orElse(Family.UNKNOWN);
    boolean logsIn = UsualBody.logsIn(call.operation());
    if (logsIn && family == Family.LOGIN_INFORMATION && !counted) {
      failedLogins++;
    }
    boolean failed = family == Family.LOGIN_INFORMATION || (logsIn && ENDS_LOGINS.contains(family));
    if (failed
        && call.expected()
            .alternatives()
            .noneMatch(wanted -> isMeant(call.operation(), wanted, code))) {
      shut =
          Optional.of(
              "a login failed unexpectedly with "
                  + code.map(got -> "code " + Envelope.shownCode(got)).orElse("no code"));
    }
  }

  /** Returns whether an answer says that a task has ended, or is of the same class. */
  boolean endsTask(Operation operation, JsonNode answer) {
    return operation.caseWhen(Condition.TASK_ENDED).stream()
        .anyMatch(
            ended ->
                new Envelope(answer)
                    .code()
                    .filter(code -> operation.classOf(code) == operation.classOf(ended.code()))
                    .isPresent());
  }

  /** Where no page tells the code, any of its family is meant that no page gives another sense. */
  private boolean isMeant(Operation operation, Expectation wanted, Optional<String> got) {
    if (got.filter(wanted.code()::equals).isPresent()) {
      return true;
    }
    return isAssumed(wanted)
        && got.filter(code -> operation.classOf(code) == operation.classOf(wanted.code()))
            .filter(code -> !operation.lists(code))
            .isPresent();
  }

  private static boolean isAssumed(Expectation wanted) {
    return wanted instanceof Expectation.Documented documented
        ? !documented.documented().evidence().documented()
        : wanted.refusal().filter(r -> !r.answer().evidence().documented()).isPresent();
  }
}
