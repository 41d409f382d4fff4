package io.github.qxylogin.contracttests.mutations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A call of the API on its way through the proxy.
 *
 * @param headers by name, whatever its case
 * @param body the bytes, which a signature covers
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record ProxiedCall(Operation operation, Map<String, String> headers, byte[] body) {

  /** Returns the body; a missing node when it is no JSON. */
  JsonNode json() {
    return JsonText.parse(body);
  }

  String text(String field) {
    return json().path(field).asText();
  }

  ProxiedCall with(JsonNode other) {
    return new ProxiedCall(operation, headers, other.toString().getBytes(UTF_8));
  }

  /** Returns the same call with other fields; a body that has none stays as it is. */
  ProxiedCall changed(Consumer<ObjectNode> change) {
    if (!(json() instanceof ObjectNode fields)) {
      return this;
    }
    change.accept(fields);
    return with(fields);
  }

  /**
   * Returns whether nothing about the call asks for one documented response, so that what was
   * called before decides.
   */
  boolean undocumented() {
    JsonNode fields = json();
    return !headers.containsKey("Prefer")
        && operation.cases().stream()
            .noneMatch(c -> fields.equals(c.request()) || c.isSelectedBy(fields));
  }
}
