package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.internal.json.Json;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;

/** An operation's request and first success, with a canary in the place of every secret. */
final class CanaryBodies {
  private CanaryBodies() {}

  /** Returns the request, its password in clear. */
  static ObjectNode request(Operation operation, boolean encrypted) {
    JsonNode usual = operation.firstSuccess().request();
    ObjectNode request =
        Secrets.planted(
            usual == null ? Json.mapper().createObjectNode() : usual, operation.requestSchema());
    for (Field field : operation.fields()) {
      if (field.encryptedWhen() != null) {
        request.put(field.encryptedWhen().field(), 0);
      }
      if (field.spellingOf() != null) {
        request.remove(field.name());
      }
    }
    if (encrypted) {
      sayEncrypted(operation, request);
    }
    return request;
  }

  private static void sayEncrypted(Operation operation, ObjectNode request) {
    for (Field field : operation.fields()) {
      Field.EncryptedWhen when = field.encryptedWhen();
      if (when != null) {
        operation.fields().stream()
            .filter(encryptionFlag -> encryptionFlag.name().equals(when.field()))
            .flatMap(
                encryptionFlag -> when.values().stream().filter(encryptionFlag::accepts).limit(1))
            .forEach(value -> request.set(when.field(), value));
      }
    }
  }

  static ObjectNode response(Operation operation) {
    return Secrets.planted(operation.firstSuccess().response(), operation.responseSchema());
  }
}
