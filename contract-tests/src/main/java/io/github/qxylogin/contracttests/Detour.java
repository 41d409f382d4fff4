package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.Optional;

/** A documented way that a real login can take instead of the one that a check is about. */
final class Detour {
  private final Masking masking;

  Detour(Masking masking) {
    this.masking = masking;
  }

  /** Returns where an answer leads instead, if it leads elsewhere by no fault of the target's. */
  Optional<String> of(Target target, Step.Call call, JsonNode answer) {
    Operation operation = call.operation();
    if (target.mock()) {
      return Optional.empty();
    }
    if (isWrongCode(call, answer)) {
      return Optional.of("the SMS code that was entered was refused");
    }
    if (!issuesTask(call)) {
      return Optional.empty();
    }
    if (operation.cases().stream().anyMatch(c -> logsIn(operation, c, answer))) {
      return Optional.of(operation.id() + " logged in without an SMS: there is no task to redeem");
    }
    return operation
        .caseWhen(Condition.SMS_TOO_RECENT)
        .flatMap(limit -> ofTheSameClass(limit.code(), answer))
        .map(code -> operation.id() + " sends no SMS so soon after another: code " + code);
  }

  /** Whoever read the code off a telephone, or kept it from an earlier SMS, may be wrong. */
  private static boolean isWrongCode(Step.Call call, JsonNode answer) {
    Operation operation = call.operation();
    return call.expected() instanceof Expectation.Documented wanted
        && wanted.documented().family() == Family.OK
        && operation.flow().flatMap(Flow::smsCode).isPresent()
        && operation
            .caseWhen(Condition.SMS_CODE_WRONG)
            .filter(wrong -> new Envelope(answer).code().filter(wrong.code()::equals).isPresent())
            .isPresent();
  }

  private static boolean issuesTask(Step.Call call) {
    return call.expected() instanceof Expectation.Documented wanted
        && wanted.documented().family() == Family.OK
        && isIssued(call.operation(), wanted.documented().answer());
  }

  private static boolean isIssued(Operation operation, JsonNode answer) {
    return operation
        .flow()
        .flatMap(Flow::taskAt)
        .filter(at -> answer.at(at).isValueNode())
        .isPresent();
  }

  private boolean logsIn(Operation operation, Case documented, JsonNode answer) {
    return documented.family() == Family.OK
        && !isIssued(operation, documented.answer())
        && !isIssued(operation, answer)
        && new Envelope(answer).code().filter(documented.code()::equals).isPresent()
        && Comparison.ofMembers(documented.answer(), answer, masking).isEmpty();
  }

  /** Of these codes no page tells more than their class: a first digit, and how many follow. */
  private static Optional<String> ofTheSameClass(String documented, JsonNode answer) {
    return new Envelope(answer)
        .code()
        .filter(code -> code.length() == documented.length())
        .filter(code -> code.charAt(0) == documented.charAt(0));
  }
}
