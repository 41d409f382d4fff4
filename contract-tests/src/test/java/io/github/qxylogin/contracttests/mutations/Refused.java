package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Code;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.Envelope;

/** Documented errors, for mutations that reject a right request. */
public final class Refused {
  private Refused() {}

  /** Refuses a field. */
  static ProxiedAnswer parameter(Contract contract, Operation operation, String field) {
    Code.ErrorResponse answer =
        contract.parameterError(operation, Condition.PARAMETER_WRONG_TYPE, "");
    return worded(operation, answer, answer.message(field));
  }

  /** Refuses a call as the operation documents it, or else the code catalogue. */
  public static ProxiedAnswer of(Contract contract, Operation operation, Condition condition) {
    return operation
        .caseWhen(condition)
        .map(ProxiedAnswer::of)
        .orElseGet(() -> catalogued(operation, contract.codes().responseTo(condition)));
  }

  private static ProxiedAnswer catalogued(Operation operation, Code.ErrorResponse answer) {
    return worded(operation, answer, answer.message());
  }

  private static ProxiedAnswer worded(
      Operation operation, Code.ErrorResponse answer, String message) {
    ObjectNode body =
        operation
            .caseWhen(Condition.PARAMETER_MISSING)
            .map(Case::response)
            .map(form -> (ObjectNode) form.deepCopy())
            .orElseGet(JsonNodeFactory.instance::objectNode);
    body.put(Envelope.CODE, answer.code().code());
    body.put(Envelope.MESSAGE, message);
    return ProxiedAnswer.of(operation.firstSuccess().status(), answer.when().key(), body);
  }
}
