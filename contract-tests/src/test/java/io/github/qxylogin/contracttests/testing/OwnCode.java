package io.github.qxylogin.contracttests.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import java.util.function.Consumer;

/** The contract, in which one operation says more of codes than it does. */
public final class OwnCode {
  private OwnCode() {}

  /** Returns a contract with an operation that has its own meaning of a code. */
  public static Contract of(String operation, String code, String family, boolean success) {
    return changed(
        operation,
        described ->
            described
                .putArray("x-codes")
                .addObject()
                .put("code", code)
                .put("name", "OWN")
                .put("family", family)
                .put("success", success)
                .put("zh", "其他")
                .put("evidence", "older-module"));
  }

  /** Returns a contract in which an operation places a class of codes. */
  public static Contract ofClass(String operation, String pattern, String family) {
    return changed(
        operation,
        described ->
            described
                .withArray("x-codes")
                .insertObject(0)
                .put("pattern", pattern)
                .put("family", family));
  }

  private static Contract changed(String operation, Consumer<ObjectNode> change) {
    Contract contract = Contract.load();
    ObjectNode document = (ObjectNode) contract.document();
    JsonPointer place =
        JsonPointer.compile("/paths")
            .appendProperty(contract.operation(operation).path())
            .appendProperty("post");
    change.accept((ObjectNode) document.at(place));
    return Contract.of(document);
  }
}
