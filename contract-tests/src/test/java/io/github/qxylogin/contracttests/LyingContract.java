package io.github.qxylogin.contracttests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.Locale;
import java.util.function.Consumer;

/** Changed copies of the contract: a mock server that answers from one of them lies. */
final class LyingContract {
  private final Contract honest;
  private final JsonNode document;

  LyingContract(Contract honest) {
    this.honest = honest;
    this.document = honest.document();
  }

  /** Changes the answer of a case. */
  LyingContract about(String operation, String documentedCase, Consumer<ObjectNode> lie) {
    JsonNode examples =
        responses(operation).path("200").path("content").path("application/json").path("examples");
    lie.accept((ObjectNode) examples.path(documentedCase).path("value"));
    return this;
  }

  /** Gives all answers of an operation another HTTP status. */
  LyingContract withStatus(String operation, String status) {
    ObjectNode responses = responses(operation);
    responses.set(status, responses.remove("200"));
    return this;
  }

  /** Changes what an operation does in a flow. */
  LyingContract aboutFlow(String operation, Consumer<ObjectNode> lie) {
    lie.accept((ObjectNode) described(operation).path("x-flow"));
    return this;
  }

  /** Changes the schema of an operation's request. */
  LyingContract aboutRequest(String operation, Consumer<ObjectNode> lie) {
    JsonNode schema =
        described(operation)
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    String name = schema.path("$ref").asText().replaceFirst("^#", "");
    lie.accept((ObjectNode) (name.isEmpty() ? schema : document.at(name)));
    return this;
  }

  /** Changes every text that the code catalogue has for a condition. */
  LyingContract aboutText(String condition, String text) {
    for (JsonNode answer : document.path("x-codes").findValues("answers")) {
      for (JsonNode one : answer) {
        if (one.path("when").asText().equals(condition)) {
          ((ObjectNode) one).put("message", text);
        }
      }
    }
    return this;
  }

  Contract told() {
    return Contract.of(document);
  }

  private ObjectNode responses(String operation) {
    return (ObjectNode) described(operation).path("responses");
  }

  private JsonNode described(String id) {
    Operation operation = honest.operation(id);
    return document
        .path("paths")
        .path(operation.path())
        .path(operation.method().toLowerCase(Locale.ROOT));
  }
}
