package io.github.qxylogin.contracttests.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.List;

/** The contract without most of its operations, so that a run of the command takes a moment. */
public final class SmallContract {
  /** A login by SMS, of which the checks leave no gap. */
  public static final Contract LOGIN =
      of("fetchToken", "sendSmsCode", "uploadSmsCode", "checkSession");

  private SmallContract() {}

  /** Leaves the operations that are named, in their order, and the links between them. */
  public static Contract of(String... operations) {
    Contract whole = Contract.load();
    List<String> kept = List.of(operations);
    JsonNode document = whole.document();
    ObjectNode paths = (ObjectNode) document.path("paths");
    for (Operation operation : whole.operations()) {
      if (!kept.contains(operation.id())) {
        paths.remove(operation.path());
      }
    }
    for (JsonNode links : paths.findValues("links")) {
      ((ObjectNode) links).removeIf(link -> !kept.contains(link.path("operationId").asText()));
    }
    return Contract.of(document);
  }
}
