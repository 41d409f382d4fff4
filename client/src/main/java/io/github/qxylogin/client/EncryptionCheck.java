package io.github.qxylogin.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;

/**
 * Refuses a secret whose form contradicts what the contract or the request itself says of it: in
 * clear where it must be encrypted, or encrypted where the platform would take it for clear, which
 * is a failed login, and more than four lock the tax number.
 */
final class EncryptionCheck implements RequestCheck {
  private final int blockBytes;

  /**
   * Creates the check.
   *
   * @param blockBytes how long the blocks of the client's key are
   */
  EncryptionCheck(int blockBytes) {
    this.blockBytes = blockBytes;
  }

  private static boolean concerns(Field field) {
    return field.publicKey() != null || field.encryptedWhen() != null;
  }

  /** Judges no secret that is missing. */
  @Override
  public void check(Operation operation, JsonNode body) {
    for (Field field : operation.fields()) {
      JsonNode value = body.path(field.name());
      if (concerns(field) && !isMissing(value)) {
        check(operation, field, body, value);
      }
    }
  }

  private static boolean isMissing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().isBlank());
  }

  private void check(Operation operation, Field field, JsonNode body, JsonNode value) {
    boolean encrypted = value.isTextual() && Password.isBlocks(value.textValue(), blockBytes);
    Field.EncryptedWhen when = field.encryptedWhen();
    boolean wanted = when == null || when.holds(body);
    if (wanted && !encrypted) {
      throw new IllegalArgumentException(
          "%s needs %s encrypted%s, and it is not Base64 of whole RSA blocks of %d bytes:"
                  .formatted(
                      operation.id(),
                      field.name(),
                      when == null ? "" : ", as " + when.field() + " says",
                      blockBytes)
              + " set it with Password.of, and the client encrypts it. Nothing was sent.");
    }
    if (encrypted && !wanted) {
      throw new IllegalArgumentException(
          "%s has an encrypted %s, which %s does not say: set %3$s to %s. Nothing was sent."
              .formatted(operation.id(), field.name(), when.field(), value(operation, when)));
    }
  }

  private static String value(Operation operation, Field.EncryptedWhen when) {
    return operation.fields().stream()
        .flatMap(field -> when.valueFor(field).stream())
        .findFirst()
        .map(JsonNode::toString)
        .orElse("what says so");
  }
}
