package io.github.qxylogin.client.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.internal.contract.RequestField;

/**
 * What a request says by default: that the call has no effect but its own, so that a check of a
 * session does not log in again, and that a password which it has is encrypted. What the caller
 * said stays.
 */
final class Defaults {
  private Defaults() {}

  /** Adds to a body what is not said, and returns whether there was anything to add. */
  static boolean fill(Operation operation, JsonNode body) {
    boolean changed = false;
    if (body instanceof ObjectNode) {
      ObjectNode said = (ObjectNode) body;
      for (RequestField field : operation.fields()) {
        if (field.usual() != null && Operation.isMissing(said, field.name())) {
          said.set(field.name(), field.usual());
          changed = true;
        }
        String telling = field.telling();
        if (telling != null
            && !Operation.isMissing(said, field.name())
            && Operation.isMissing(said, telling)) {
          said.set(telling, field.saysEncrypted());
          changed = true;
        }
      }
    }
    return changed;
  }
}
