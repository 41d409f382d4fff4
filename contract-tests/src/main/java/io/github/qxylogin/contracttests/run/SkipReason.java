package io.github.qxylogin.contracttests.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.CallHistory;
import io.github.qxylogin.contracttests.check.Expectation;
import io.github.qxylogin.contracttests.check.Step;
import io.github.qxylogin.contracttests.wire.Envelope;
import java.util.Optional;

/** Why a check is skipped: a real login took another documented path. */
final class SkipReason {
  private final Step.Call call;
  private final Operation operation;
  private final JsonNode response;
  private final Optional<String> code;

  SkipReason(Step.Call call, JsonNode response) {
    this.call = call;
    this.operation = call.operation();
    this.response = response;
    this.code = new Envelope(response).code();
  }

  /** Returns why the check must be skipped, if the platform took another documented path. */
  Optional<String> reason() {
    if (!call.succeeds()) {
      return Optional.empty();
    }
    if (operation.inFlow(Flow::smsCode).isPresent()) {
      return rejectedCode();
    }
    if (!CallHistory.issuesTask(
        operation, ((Expectation.Documented) call.expected()).documented().response())) {
      return Optional.empty();
    }
    if (operation.cases().stream().anyMatch(this::logsIn)) {
      return Optional.of(operation + " logged in without an SMS: there is no task to redeem");
    }
    return operation
        .caseWhen(Condition.SMS_TOO_RECENT)
        .map(Case::code)
        // Only the class of these codes is documented: a first digit, and the number of digits.
        .flatMap(
            limit ->
                code.filter(got -> got.matches(limit.charAt(0) + ".".repeat(limit.length() - 1))))
        .map(
            got ->
                operation + " sends no SMS so soon after another: code " + Envelope.shownCode(got));
  }

  /**
   * An entered SMS code may be mistyped or old. Of the error for a wrong code only the family is
   * documented.
   */
  private Optional<String> rejectedCode() {
    return operation
        .caseWhen(Condition.SMS_CODE_WRONG)
        .flatMap(wrong -> code.filter(got -> operation.familyOf(got) == wrong.family()))
        .map(got -> "the platform rejected the SMS code: code " + Envelope.shownCode(got));
  }

  private boolean logsIn(Case documented) {
    return operation.outcomeOf(response).isPresent()
        && operation.outcomeOf(response).equals(operation.outcomeOf(documented.response()))
        && !CallHistory.issuesTask(operation, documented.response())
        && !CallHistory.issuesTask(operation, response);
  }

  /**
   * Returns why a task has ended by no fault of the target's: then no login has failed.
   *
   * @param late whether the life of the task may be over
   * @param wrongCodeTried whether a wrong code was sent: it is not documented whether it ends a
   *     task
   */
  Optional<String> ended(boolean late, boolean wrongCodeTried) {
    Optional<String> ended = operation.caseWhen(Condition.TASK_ENDED).map(Case::code);
    if (late && ended.isPresent() && ended.equals(code) && !call.expected().allows(ended.get())) {
      return ended.map(got -> "the SMS code was entered after its task had ended: code " + got);
    }
    return ended
        .filter(documented -> wrongCodeTried && call.succeeds())
        .filter(
            documented ->
                code.map(operation.codes()::classOf).equals(ended.map(operation.codes()::classOf)))
        .map(got -> "the task has ended, perhaps by the wrong code that was tried before");
  }
}
