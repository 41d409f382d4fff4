package io.github.qxylogin.client.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.internal.contract.RequestField;
import io.github.qxylogin.client.types.PasswordCipher;

/**
 * Refuses a secret whose form contradicts what the contract or the request itself says of it: in
 * clear where it must be encrypted, or encrypted where the platform would take it for clear, which
 * is a failed login, and more than four lock the tax number.
 */
public final class EncryptionCheck implements RequestCheck {
  private final PasswordCipher passwords;

  /** Creates the check of a client that encrypts with a cipher. */
  public EncryptionCheck(PasswordCipher passwords) {
    this.passwords = passwords;
  }

  /** Judges no secret that is missing. */
  @Override
  public void check(Operation operation, JsonNode body) {
    for (RequestField field : operation.fields()) {
      JsonNode value = body.path(field.name());
      if (field.isEncrypted() && !Operation.isMissing(body, field.name())) {
        check(operation, field, body, value);
      }
    }
  }

  private void check(Operation operation, RequestField field, JsonNode body, JsonNode value) {
    boolean encrypted = value.isTextual() && passwords.hasMade(value.textValue());
    String telling = field.telling();
    boolean wanted = field.isToldEncrypted(body);
    if (wanted && !encrypted) {
      throw new IllegalArgumentException(
          String.format(
                  "%s needs %s encrypted%s, and it is not Base64 of whole RSA blocks of %d bytes:",
                  operation.id(),
                  field.name(),
                  telling == null ? "" : ", as " + telling + " says",
                  passwords.blockBytes())
              + " set it with Password.of, and the client encrypts it. Nothing was sent.");
    }
    if (encrypted && !wanted) {
      throw new IllegalArgumentException(
          String.format(
              "%s has an encrypted %s, which %s does not say: set %3$s to %s. Nothing was sent.",
              operation.id(), field.name(), telling, field.saysEncrypted()));
    }
  }
}
