package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;

/** Finds the code that the contract's own example uploads. */
final class SmsCodes {
  private SmsCodes() {}

  static String documented(Contract contract) {
    return contract.operations(Flow.Role.REDEEMS_TASK).stream()
        .filter(operation -> operation.flow().flatMap(Flow::smsCode).isPresent())
        .findFirst()
        .map(SmsCodes::documented)
        .orElse("");
  }

  private static String documented(Operation operation) {
    String field = operation.flow().flatMap(Flow::smsCode).orElseThrow();
    return operation.firstSuccess().request().orElseThrow().path(field).asText();
  }
}
