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
    return notToBeHad(check).or(() -> notAllowed(check));
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
    if (check.needs(Need.AUTHENTICATION) && !target.authenticates()) {
      return Optional.of("the mock server was started without --auth on");
    }
    return Optional.empty();
  }

  private Optional<String> notAllowed(Check check) {
    if (target.own()) {
      return Optional.empty();
    }
    if (check.effect() != Effect.NONE && !permissions.sideEffects()) {
      return Optional.of("has the effect " + check.effect().key() + ": needs --allow-side-effects");
    }
    if (check.effect() == Effect.ACCOUNT && !target.mock()) {
      return Optional.of("changes an account, and this run has created none");
    }
    if (check.needs(Need.FAILED_LOGIN) && !permissions.failedLogins()) {
      return Optional.of("may count as a failed login: needs --allow-failed-logins");
    }
    if (check.needs(Need.FAILED_LOGIN) && failedLogins >= FAILED_LOGINS && !target.mock()) {
      return Optional.of("this run had its " + FAILED_LOGINS + " failed logins");
    }
    return check.effect() == Effect.NONE ? Optional.empty() : shut;
  }

  /** Takes note of a call before it is sent. */
  void sends(Check check) {
    if (check.needs(Need.FAILED_LOGIN)) {
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
