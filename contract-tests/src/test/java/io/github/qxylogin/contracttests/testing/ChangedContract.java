package io.github.qxylogin.contracttests.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Changed copies of the contract: a mock server with one of them breaks the contract. */
public final class ChangedContract {
  private final Contract honest;
  private final JsonNode document;

  public ChangedContract(Contract honest) {
    this.honest = honest;
    this.document = honest.document();
  }

  /** Changes the response of a case. */
  public ChangedContract about(
      String operation, String documentedCase, Consumer<ObjectNode> mutation) {
    JsonNode examples =
        responses(operation).path("200").path("content").path("application/json").path("examples");
    JsonNode ours = described(operation).path("x-mock").path("cases");
    JsonNode response =
        examples.has(documentedCase)
            ? examples.path(documentedCase)
            : ours.path(documentedCase).path("response");
    mutation.accept((ObjectNode) response.path("value"));
    return this;
  }

  /** Changes the HTTP status of all responses of an operation. */
  public ChangedContract withStatus(String operation, String status) {
    ObjectNode responses = responses(operation);
    responses.set(status, responses.remove("200"));
    return this;
  }

  /** Changes an operation's part in a flow, documented or assumed. */
  public ChangedContract aboutFlow(String operation, Consumer<ObjectNode> mutation) {
    ObjectNode described = (ObjectNode) described(operation);
    ObjectNode flow = described.withObject("/x-flow");
    join(flow, described.withObject("/x-mock").remove("flow"));
    mutation.accept(flow);
    return this;
  }

  private static void join(ObjectNode into, JsonNode more) {
    if (more != null) {
      for (Map.Entry<String, JsonNode> member : more.properties()) {
        JsonNode there = into.path(member.getKey());
        if (there instanceof ObjectNode object) {
          join(object, member.getValue());
        } else if (there instanceof ArrayNode array) {
          array.addAll((ArrayNode) member.getValue());
        } else {
          into.set(member.getKey(), member.getValue());
        }
      }
    }
  }

  /** Changes the schema of an operation's request. */
  public ChangedContract aboutRequest(String operation, Consumer<ObjectNode> mutation) {
    JsonNode schema =
        described(operation)
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    String name = schema.path("$ref").asText().replaceFirst("^#", "");
    mutation.accept((ObjectNode) (name.isEmpty() ? schema : document.at(name)));
    return this;
  }

  /** Changes every text that the code catalogue has for a condition. */
  public ChangedContract aboutText(String condition, String text) {
    for (String place : List.of("x-codes", "x-mock")) {
      for (JsonNode responses : document.path(place).findValues("responses")) {
        for (JsonNode one : responses) {
          if (one.path("when").asText().equals(condition)) {
            ((ObjectNode) one).put("message", text);
          }
        }
      }
    }
    return this;
  }

  public Contract contract() {
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
