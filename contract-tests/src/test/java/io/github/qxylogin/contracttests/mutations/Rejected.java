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
public final class Rejected {
  private Rejected() {}

  /** Rejects a field. */
  static ProxiedResponse parameter(Contract contract, Operation operation, String field) {
    Code.ErrorResponse response =
        contract.parameterError(operation, Condition.PARAMETER_WRONG_TYPE, "");
    return worded(operation, response, response.message(field));
  }

  /** Rejects a call as the operation documents it, or else the code catalogue. */
  public static ProxiedResponse of(Contract contract, Operation operation, Condition condition) {
    return operation
        .caseWhen(condition)
        .map(ProxiedResponse::of)
        .orElseGet(() -> catalogued(operation, contract.codes().responseTo(condition)));
  }

  private static ProxiedResponse catalogued(Operation operation, Code.ErrorResponse response) {
    return worded(operation, response, response.message());
  }

  private static ProxiedResponse worded(
      Operation operation, Code.ErrorResponse response, String message) {
    ObjectNode body =
        operation
            .caseWhen(Condition.PARAMETER_MISSING)
            .map(Case::response)
            .map(form -> (ObjectNode) form.deepCopy())
            .orElseGet(JsonNodeFactory.instance::objectNode);
    body.put(Envelope.CODE, response.code().code());
    body.put(Envelope.MESSAGE, message);
    return ProxiedResponse.of(operation.firstSuccess().status(), response.when().key(), body);
  }
}
