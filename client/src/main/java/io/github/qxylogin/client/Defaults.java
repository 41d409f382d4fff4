package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;

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
    if (body instanceof ObjectNode said) {
      for (Field field : operation.fields()) {
        if (!field.keepsEffect().isEmpty() && Operation.isMissing(said, field.name())) {
          said.set(field.name(), field.keepsEffect().get(0));
          changed = true;
        }
        changed |= field.encryptedWhen() != null && tellEncrypted(operation, field, said);
      }
    }
    return changed;
  }

  private static boolean tellEncrypted(Operation operation, Field secret, ObjectNode said) {
    Field.EncryptedWhen when = secret.encryptedWhen();
    if (Operation.isMissing(said, secret.name()) || !Operation.isMissing(said, when.field())) {
      return false;
    }
    operation.fields().stream()
        .flatMap(field -> when.valueFor(field).stream())
        .findFirst()
        .ifPresent(value -> said.set(when.field(), value));
    return said.has(when.field());
  }
}
