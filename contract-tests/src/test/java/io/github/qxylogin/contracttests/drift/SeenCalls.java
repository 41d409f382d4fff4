package io.github.qxylogin.contracttests.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.UsualBody;
import io.github.qxylogin.contracttests.judge.ObservedCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Calls that a test says were seen: documented answers, changed at one place. */
public final class SeenCalls {

  private static final String AT = "2026-11-25T08:00:00Z";

  private final List<Consumer<Drift>> calls = new ArrayList<>();
  private boolean withRequests;

  public SeenCalls and(String operation, String documentedCase, Consumer<ObjectNode> change) {
    calls.add(drift -> drift.add(call(drift.contract(), operation, documentedCase, change)));
    return this;
  }

  public SeenCalls and(String operation, int status, String contentType, JsonNode body) {
    calls.add(
        drift ->
            drift.add(
                new ObservedCall(
                    drift.contract().operation(operation),
                    AT,
                    body,
                    status,
                    contentType,
                    Optional.of(body))));
    return this;
  }

  /** Adds a call that sends a changed request, and gets the usual success. */
  public SeenCalls sending(String id, Consumer<ObjectNode> change) {
    withRequests = true;
    calls.add(
        drift -> {
          Operation operation = drift.contract().operation(id);
          ObjectNode request = UsualBody.of(operation);
          change.accept(request);
          Case success = operation.firstSuccess();
          drift.add(
              new ObservedCall(
                  operation,
                  AT,
                  request,
                  success.status(),
                  "application/json",
                  Optional.of(success.answer())));
        });
    return this;
  }

  private static ObservedCall call(
      Contract contract, String id, String documentedCase, Consumer<ObjectNode> change) {
    Operation operation = contract.operation(id);
    Case documented = operation.documentedCase(documentedCase);
    ObjectNode answer = documented.answer().deepCopy();
    change.accept(answer);
    return new ObservedCall(
        operation,
        AT,
        UsualBody.of(operation),
        documented.status(),
        "application/json;charset=UTF-8",
        Optional.of(answer));
  }

  /** Returns what a contract has to say about them. */
  public Drift against(Contract contract) {
    Drift drift = new Drift(contract, withRequests);
    calls.forEach(call -> call.accept(drift));
    return drift;
  }
}
