package io.github.qxylogin.mock.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Family;
import io.github.qxylogin.contract.Operation;
import java.util.function.Consumer;

/**
 * A response to a question.
 *
 * @param caseName what the mock calls it
 */
record Response(int status, String mediaType, String caseName, String body) {
  private static final String JSON = "application/json;charset=UTF-8";

  static Response of(Case documented) {
    return new Response(
        documented.status(), JSON, documented.name(), documented.response().toString());
  }

  Response named(String otherCase, JsonNode otherBody) {
    return new Response(status, mediaType, otherCase, otherBody.toString());
  }

  JsonNode json() {
    return Request.parsed(body);
  }

  boolean isJson() {
    return mediaType.equalsIgnoreCase(JSON);
  }

  boolean is(Case documented) {
    return documented.name().equals(caseName);
  }

  /** Returns whether it is what the operation, or else the code catalogue, returns. */
  boolean isFor(Operation operation, Condition condition) {
    return condition.key().equals(caseName)
        || operation.caseWhen(condition).filter(this::is).isPresent();
  }

  boolean succeeds(Operation operation) {
    return operation.cases().stream().anyMatch(c -> c.family() == Family.OK && is(c));
  }

  /** Returns the same response with other members. */
  Response changed(Consumer<ObjectNode> change) {
    if (!(json() instanceof ObjectNode members)) {
      return this;
    }
    change.accept(members);
    return new Response(status, mediaType, caseName, members.toString());
  }
}
