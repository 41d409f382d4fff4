package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.Outcome;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.Optional;

/** A documented way that a real login can take instead of the one that a check is about. */
final class Detour {
  private Detour() {}

  /** Returns why the check must be skipped, if the platform took another documented path. */
  static Optional<String> of(Target target, Step.Call call, JsonNode answer) {
    Operation operation = call.operation();
    if (target.mock()) {
      return Optional.empty();
    }
    if (entersCode(call)) {
      return refusedCode(operation, answer);
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
  private static boolean entersCode(Step.Call call) {
    return call.expected() instanceof Expectation.Documented wanted
        && wanted.documented().family() == Family.OK
        && call.operation().inFlow(Flow::smsCode).isPresent();
  }

  /** Of a wrong code no page tells more than the family of its refusal. */
  private static Optional<String> refusedCode(Operation operation, JsonNode answer) {
    return operation
        .caseWhen(Condition.SMS_CODE_WRONG)
        .flatMap(
            wrong ->
                new Envelope(answer)
                    .code()
                    .filter(code -> operation.familyOf(code) == wrong.family()))
        .map(code -> "the SMS code that was entered was refused: code " + Envelope.shownCode(code));
  }

  /** Returns that a call came too late for its task, where the task was not to have ended. */
  static Optional<String> late(Step.Call call, JsonNode answer) {
    return call.operation()
        .caseWhen(Condition.TASK_ENDED)
        .flatMap(ended -> new Envelope(answer).code().filter(ended.code()::equals))
        .filter(
            code -> call.expected().alternatives().map(Expectation::code).noneMatch(code::equals))
        .map(code -> "the SMS code was entered after its task had ended: code " + code);
  }

  private static boolean issuesTask(Step.Call call) {
    return call.expected() instanceof Expectation.Documented wanted
        && wanted.documented().family() == Family.OK
        && isIssued(call.operation(), wanted.documented().answer());
  }

  private static boolean isIssued(Operation operation, JsonNode answer) {
    return operation
        .inFlow(Flow::taskAt)
        .filter(at -> answer.at(at).isValueNode() && !answer.at(at).isNull())
        .isPresent();
  }

  private static boolean logsIn(Operation operation, Case documented, JsonNode answer) {
    Optional<Outcome> told = operation.outcomeOf(answer);
    return told.isPresent()
        && told.equals(operation.outcomeOf(documented.answer()))
        && !isIssued(operation, documented.answer())
        && !isIssued(operation, answer);
  }

  /** Of these codes no page tells more than their class: a first digit, and how many follow. */
  private static Optional<String> ofTheSameClass(String documented, JsonNode answer) {
    return new Envelope(answer)
        .code()
        .filter(code -> code.length() == documented.length())
        .filter(code -> code.charAt(0) == documented.charAt(0));
  }
}
