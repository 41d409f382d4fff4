package io.github.qxylogin.mock;

import static java.util.Objects.requireNonNull;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.stream.Stream;

/**
 * Tells of the codes that SMS bring: which one the contract's own example uploads, who sends them.
 */
final class SmsCodes {
  private SmsCodes() {}

  static String documented(Contract contract) {
    return redeeming(contract).findFirst().map(SmsCodes::documented).orElse("");
  }

  /** Returns whether the tasks of an operation are redeemed by the code of an SMS. */
  static boolean areSentBy(Operation issuing, Contract contract) {
    return issuing.plays(Flow.Role.ISSUES_TASK)
        && redeeming(contract).anyMatch(redeemer -> redeemer.tag().equals(issuing.tag()));
  }

  private static Stream<Operation> redeeming(Contract contract) {
    return contract.operations(Flow.Role.REDEEMS_TASK).stream()
        .filter(operation -> operation.inFlow(Flow::smsCode).isPresent());
  }

  private static String documented(Operation operation) {
    String field = operation.inFlow(Flow::smsCode).orElseThrow();
    return requireNonNull(operation.firstSuccess().request(), "the first success has no request")
        .path(field)
        .asText();
  }
}
