package io.github.qxylogin.mock.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A request of a question.
 *
 * @param example the name of the case that is asked for by {@code Prefer}; empty where none is
 * @param fault what is wrong with the headers that authenticate it
 * @param token the token that it carries; empty for the server's newest
 */
record Request(Operation operation, String body, String example, SigningFault fault, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Request(Operation operation, JsonNode body) {
    this(operation, body.toString(), "", SigningFault.NONE, "");
  }

  /** Reads JSON; returns a missing node for a text that is none. */
  static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException noJson) {
      return MissingNode.getInstance();
    }
  }

  JsonNode json() {
    return parsed(body);
  }

  String text(String field) {
    return json().path(field).asText();
  }

  Request withBody(String other) {
    return new Request(operation, other, example, fault, token);
  }

  Request with(SigningFault other) {
    return new Request(operation, body, example, other, token);
  }

  /** Returns the same request with other fields; a body that has none stays as it is. */
  Request changed(Consumer<ObjectNode> change) {
    if (!(json() instanceof ObjectNode fields)) {
      return this;
    }
    change.accept(fields);
    return withBody(fields.toString());
  }

  /** Returns whether no documented response is asked for, so that earlier calls decide. */
  boolean undocumented() {
    JsonNode fields = json();
    return example.isEmpty()
        && operation.cases().stream()
            .noneMatch(c -> fields.equals(c.request()) || c.isSelectedBy(fields));
  }
}
