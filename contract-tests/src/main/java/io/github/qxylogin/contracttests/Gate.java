package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.CodeCatalogue;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import java.util.Optional;

/** Decides which checks a target gets: its own mock server all, any other what is allowed. */
final class Gate {
  /** More than four failed logins in a row lock a tax number. */
  private static final int FAILED_LOGINS = 3;

  private final Target target;
  private final Permissions permissions;
  private final CodeCatalogue codes;
  private int failedLogins;
  private Optional<String> shut = Optional.empty();

  Gate(Target target, Permissions permissions, CodeCatalogue codes) {
    this.target = target;
    this.permissions = permissions;
    this.codes = codes;
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
    if (check.effect() == Effect.ACCOUNT && !target.mock()) {
      return Optional.of("changes an account, which is done on mock servers alone");
    }
    if (check.needs(Need.FAILED_LOGIN) && !permissions.failedLogins()) {
      return Optional.of("may count as a failed login: needs --allow-failed-logins");
    }
    if (!target.mock() && failedLogins + failing(check) > FAILED_LOGINS) {
      return Optional.of("would be more than " + FAILED_LOGINS + " failed logins in this run");
    }
    return shutFor(check);
  }

  /** Returns why no more of a check may be sent, if a login has failed unexpectedly. */
  Optional<String> shutFor(Check check) {
    return check.effect() == Effect.NONE ? Optional.empty() : shut;
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

  private long failing(Check check) {
    return check.calls().filter(call -> mayFail(check, call)).count();
  }

  private boolean mayFail(Check check, Step.Call call) {
    boolean succeeds =
        call.expected() instanceof Expectation.Documented expected
            && codes.familyOf(expected.code()) == Family.OK;
    return check.needs(Need.FAILED_LOGIN) && !succeeds;
  }

  /** Takes note of a call before it is sent. */
  void sends(Check check, Step.Call call) {
    if (mayFail(check, call)) {
      failedLogins++;
    }
  }

  /**
   * A login that fails otherwise than it was made to fail is not tried again: the contract does not
   * tell which of these codes says that the tax number is locked.
   */
  void saw(Step.Call call, JsonNode answer) {
    Optional<String> code = new Envelope(answer).code();
    boolean unexpected =
        code.filter(got -> codes.familyOf(got) == Family.LOGIN_INFORMATION)
            .filter(got -> !got.equals(call.expected().code()))
            .isPresent();
    if (!target.mock() && unexpected) {
      shut = Optional.of("a login failed unexpectedly with code " + code.get());
    }
  }
}
