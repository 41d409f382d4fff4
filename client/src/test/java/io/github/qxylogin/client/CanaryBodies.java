package io.github.qxylogin.client;

import static io.github.qxylogin.client.FakePlatform.CONTRACT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;

/** An operation's request and first success, with a canary in the place of every secret. */
final class CanaryBodies {
  private CanaryBodies() {}

  /** Returns the request, its password in clear. */
  static ObjectNode request(Operation operation, boolean encrypted) {
    ObjectNode request =
        Secrets.planted(
            operation.firstSuccess().request().orElseGet(Json.mapper()::createObjectNode),
            CONTRACT.requestSchema(operation));
    for (Field field : operation.fields()) {
      field.encryptedWhen().ifPresent(when -> request.put(when.field(), 0));
      field.spellingOf().ifPresent(offered -> request.remove(field.name()));
    }
    if (encrypted) {
      sayEncrypted(operation, request);
    }
    return request;
  }

  private static void sayEncrypted(Operation operation, ObjectNode request) {
    for (Field field : operation.fields()) {
      field
          .encryptedWhen()
          .ifPresent(
              when ->
                  operation
                      .fields()
                      .forEach(f -> when.valueFor(f).ifPresent(v -> request.set(when.field(), v))));
    }
  }

  static ObjectNode answer(Operation operation) {
    return Secrets.planted(operation.firstSuccess().answer(), CONTRACT.answerSchema(operation));
  }
}
