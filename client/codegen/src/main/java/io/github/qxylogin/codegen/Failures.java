package io.github.qxylogin.codegen;

import io.github.qxylogin.codegen.Service.Failure;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Effect;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Flow.Role;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Lists the exceptions of an operation's calls for Javadoc, derived from the contract. */
final class Failures {
  private Failures() {}

  static List<Failure> of(Operation operation) {
    Set<Family> families = families(operation);
    List<Failure> failures = new ArrayList<>();
    for (ErrorMapping mapping : ErrorMapping.OF_CODES) {
      if (mapping.when() != null && !Collections.disjoint(mapping.families(), families)) {
        failures.add(new Failure(mapping.name(), "if " + mapping.when()));
      }
    }
    failures.add(
        new Failure("ApiConnectionException", "if no response came" + afterwards(operation)));
    return failures;
  }

  private static String afterwards(Operation operation) {
    return switch (operation.idempotence().documented() ? Effect.NONE : operation.effect()) {
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
        .filter(c -> operation.outcomeOf(c.response()).isEmpty())
        .map(Case::family)
        .forEach(families::add);
    operation.codes().all().stream().map(Code::family).forEach(families::add);
    operation.outcomes().stream().map(Outcome::family).forEach(families::remove);
    if (operation.inFlow(Flow::resendAfter).isPresent()) {
      families.add(Family.SMS_TOO_FREQUENT);
    }
    if (operation.plays(Role.REDEEMS_TASK)) {
      families.add(Family.TASK_ENDED);
    }
    return families;
  }
}
