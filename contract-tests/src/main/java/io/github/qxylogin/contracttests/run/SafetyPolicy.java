package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Body;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.SmsCodes;
import io.github.qxylogin.contracttests.check.ValidRequest;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which checks may be sent: all to the run's own mock server, else the allowed ones. */
final class SafetyPolicy {
  /** More than four failed logins in a row lock a tax number. */
  private static final int FAILED_LOGINS = 3;

  /** With one of these codes a login may have failed at the bureau for an unknown reason. */
  private static final Set<Family> ENDS_LOGINS =
      Set.of(Family.SYSTEM, Family.TASK_ENDED, Family.UNKNOWN);

  private final Target target;
  private final Permissions permissions;
  private int failedLogins;
  private boolean counted;
  private Optional<String> stopped = Optional.empty();

  SafetyPolicy(Target target, Permissions permissions) {
    this.target = target;
    this.permissions = permissions;
  }

  /** Returns why a check must not be sent, if it must not. */
  Optional<String> blockedReason(Check check) {
    return notAllowed(check)
        .or(() -> lacking(check.needs()))
        .or(() -> tooManyFailing(failing(check)))
        .or(() -> stopReason(check))
        .or(() -> missingValues(check));
  }

  private Optional<String> notAllowed(Check check) {
    return target.own() || check.effect() == Effect.NONE || permissions.sideEffects()
        ? Optional.empty()
        : Optional.of("has the effect " + check.effect().key() + ": needs --allow-side-effects");
  }

  /** Returns the missing condition, if there is one. */
  private Optional<String> lacking(Set<Need> needs) {
    if (needs.contains(Need.SMS_CODE) && target.smsCodes() == SmsCodes.UNKNOWN) {
      return Optional.of(
          "needs the code of an SMS: run it on a terminal, or set QXY_SMS_CODE with"
              + " --allow-failed-logins");
    }
    if (needs.contains(Need.AUTHENTICATION) && !target.authenticates()) {
      return Optional.of("the mock server was started without --auth on");
    }
    return needs.contains(Need.FAILED_LOGIN) && !target.own() && !permissions.failedLogins()
        ? Optional.of("may count as a failed login: needs --allow-failed-logins")
        : Optional.empty();
  }

  /**
   * Returns whether an interleaved call may be sent. One that may fail a login must leave one
   * failed login for the SMS code itself, because a user may mistype it.
   */
  boolean allows(Step.InterleavedCall interleaved) {
    // For an unknown task, a platform may report a wrong code.
    boolean mayFail =
        interleaved
            .call()
            .expected()
            .alternatives()
            .map(wanted -> interleaved.call().operation().familyOf(wanted.code()))
            .anyMatch(Family.LOGIN_INFORMATION::equals);
    return lacking(interleaved.needs()).isEmpty()
        && (target.mock() || failedLogins + 2 <= FAILED_LOGINS || !mayFail);
  }

  /**
   * Returns why the rest of a check must not be sent: a login has failed unexpectedly, or one more
   * failed login could lock the tax number.
   */
  Optional<String> stopReason(Check check) {
    return check.effect() == Effect.NONE
        ? Optional.empty()
        : stopped.or(() -> tooManyFailing(check.needs(Need.SMS_CODE) ? 1 : 0));
  }

  private Optional<String> tooManyFailing(long more) {
    return target.mock() || more == 0 || failedLogins + more <= FAILED_LOGINS
        ? Optional.empty()
        : Optional.of("would be more than " + FAILED_LOGINS + " failed logins in this run");
  }

  /** Checks before the first call, which may cost an SMS, that all values are present. */
  private Optional<String> missingValues(Check check) {
    try {
      for (Step.Call call : target.mock() ? List.<Step.Call>of() : check.calls().toList()) {
        if (call.body() instanceof Body.Fields fields) {
          target.testUsers().values(fields.user()).fill(call.operation(), fields.documented());
        }
      }
      return Optional.empty();
    } catch (MissingValuesException missing) {
      return Optional.of(missing.getMessage());
    }
  }

  /** A user may enter a wrong code with any flags. */
  private long failing(Check check) {
    long meant =
        check.needs(Need.FAILED_LOGIN) ? check.calls().filter(c -> !c.succeeds()).count() : 0;
    return check.needs(Need.SMS_CODE) ? Math.max(1, meant) : meant;
  }

  /** Records a call before it is sent. */
  void recordCall(Check check, Step step) {
    counted =
        step instanceof Step.InterleavedCall interleaved
            ? interleaved.needs().contains(Need.FAILED_LOGIN)
            : check.needs(Need.FAILED_LOGIN) && !step.call().succeeds();
    failedLogins += counted ? 1 : 0;
  }

  /** Records a call without a response: the outcome of a login is then unknown. */
  void recordNoResponse(Step.Call call) {
    if (!target.mock() && reachesTheBureau(call)) {
      stopped = Optional.of(call.operation().id() + " got no response");
    }
  }

  /** A call without an effect is no login. */
  private static boolean reachesTheBureau(Step.Call call) {
    return call.effect() != Effect.NONE && ValidRequest.logsIn(call.operation());
  }

  /**
   * Records a response. A rejected login counts as a failed one, also with an entered code. A login
   * that fails unexpectedly ends the logins of the run: it is not documented which of these codes
   * means that the tax number is locked.
   */
  void recordResponse(Step.Call call, JsonNode response) {
    if (target.mock() || call.effect() == Effect.NONE) {
      return;
    }
    Optional<String> code = new Envelope(response).code();
    Family family = call.operation().familyOf(code.orElse(""));
    if (family == Family.LOGIN_INFORMATION && !counted) {
      failedLogins++;
    }
    boolean failed =
        family == Family.LOGIN_INFORMATION
            || (reachesTheBureau(call) && ENDS_LOGINS.contains(family));
    boolean meant =
        call.expected().alternatives().anyMatch(wanted -> isMeant(call.operation(), wanted, code));
    if (failed && !meant) {
      stopped =
          Optional.of(
              "a login failed unexpectedly with "
                  + code.map(got -> "code " + Envelope.shownCode(got)).orElse("no code"));
    }
  }

  /** Where the code is not documented, any code of its family without another meaning counts. */
  private boolean isMeant(Operation operation, Expectation wanted, Optional<String> got) {
    return got.filter(
            code ->
                code.equals(wanted.code())
                    || (!wanted.isDocumented()
                        && operation.codes().classOf(code)
                            == operation.codes().classOf(wanted.code())
                        && !operation.codes().lists(code)))
        .isPresent();
  }
}
