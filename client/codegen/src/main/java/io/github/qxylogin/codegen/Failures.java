package io.github.qxylogin.codegen;

import io.github.qxylogin.codegen.Service.Failure;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Flow.Role;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Tells how the calls of an operation fail, by what the contract says of it. */
final class Failures {
  private Failures() {}

  static List<Failure> of(Operation operation) {
    List<Failure> failures = new ArrayList<>();
    for (Family family : families(operation)) {
      switch (family) {
        case LOGIN_INFORMATION ->
            add(
                failures,
                family,
                "the bureau refuses the login; repeated failures lock the tax number");
        case SMS_TOO_FREQUENT ->
            add(failures, family, "a code was sent too recently; it tells how long to wait");
        case TASK_ENDED ->
            add(failures, family, "the task has ended or was redeemed: begin the login again");
        case SESSION_ENDED -> add(failures, family, "the session has ended: log in again");
        case PARAMETER -> add(failures, family, "the platform refuses a parameter");
        case BUSINESS, PRODUCT -> add(failures, family, "the platform declines it");
        default -> {}
      }
    }
    failures.add(new Failure("NoAnswerException", "if no answer came" + afterwards(operation)));
    return failures;
  }

  private static void add(List<Failure> failures, Family family, String when) {
    failures.add(new Failure(exception(family), "if " + when));
  }

  /** Returns the client's exception for the codes of a family, but for that of successes. */
  static String exception(Family family) {
    return switch (family) {
      case LOGIN_INFORMATION -> "LoginInformationException";
      case SMS_TOO_FREQUENT -> "SmsTooFrequentException";
      case TASK_ENDED -> "LoginTaskException";
      case SESSION_ENDED -> "SessionEndedException";
      case PARAMETER -> "ParameterException";
      case BUSINESS, PRODUCT -> "DeclinedException";
      case NOT_SIGNED_IN -> "NotSignedInException";
      case SIGNATURE -> "SignatureRefusedException";
      case RATE_LIMITED -> "RateLimitedException";
      case MAINTENANCE -> "MaintenanceException";
      case SYSTEM, ENCRYPTION, UNKNOWN -> "PlatformException";
      case OK -> throw new IllegalArgumentException("A success is no exception");
    };
  }

  private static String afterwards(Operation operation) {
    return switch (operation.idempotence().told() ? Effect.NONE : operation.effect()) {
      case NONE -> "";
      case SMS -> "; the SMS may have been sent";
      case SESSION ->
          operation.plays(Role.REDEEMS_TASK)
              ? "; the task may have been redeemed"
              : "; the session may have been opened";
      case ACCOUNT -> "; the account may have been changed";
      case PASSWORD -> "; the password may have been changed";
    };
  }

  private static Set<Family> families(Operation operation) {
    Set<Family> families = EnumSet.noneOf(Family.class);
    operation.cases().stream()
        .filter(c -> operation.outcomeOf(c.answer()).isEmpty())
        .map(Case::family)
        .forEach(families::add);
    operation.codes().own().stream().map(Code::family).forEach(families::add);
    if (operation.inFlow(Flow::resendAfter).isPresent()) {
      families.add(Family.SMS_TOO_FREQUENT);
    }
    if (operation.plays(Role.REDEEMS_TASK)) {
      families.add(Family.TASK_ENDED);
    }
    return families;
  }
}
