package io.github.qxylogin.client.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.client.internal.contract.BodyRule;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.internal.contract.RequestField;
import io.github.qxylogin.client.internal.http.FixedRequestBody;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds default fields to the body of a request, and validates it before it is sent. Immutable. */
public final class RequestPreparer {
  private final boolean typed;
  private final PasswordCipher passwords;

  /**
   * Creates a preparer. It rejects a password in a form that contradicts its encryption flag or the
   * contract. The platform would count such a request as a failed login, and repeated failures lock
   * the tax number.
   *
   * @param typed whether it also adds default fields, and checks required fields
   */
  public RequestPreparer(PasswordCipher passwords, boolean typed) {
    this.passwords = passwords;
    this.typed = typed;
  }

  /**
   * Prepares the body of a request. A body without JSON is not checked.
   *
   * @param operation null outside the contract
   * @return whether the body was changed
   * @throws IllegalArgumentException if it must not be sent; the message has operation and fields
   */
  public boolean prepare(@Nullable Operation operation, FixedRequestBody fixed) {
    JsonNode body = fixed.json();
    fixed.passwords().keySet().forEach(text -> checkPassword(operation, text, body));
    if (operation == null) {
      return false;
    }
    boolean changed = typed && body instanceof ObjectNode && fill(operation, (ObjectNode) body);
    if (typed && !body.isMissingNode()) {
      checkComplete(operation, body);
    }
    for (RequestField field : operation.fields) {
      if (field.encrypted && !BodyRule.isEmpty(body.path(field.name))) {
        checkEncrypted(operation, field, body);
      }
    }
    return changed;
  }

  /**
   * Adds missing defaults: no further effects of the call, so that checking a session does not log
   * in; and the flag of an encrypted password. Fields of the caller stay.
   *
   * @return whether anything was added
   */
  private static boolean fill(Operation operation, ObjectNode body) {
    boolean changed = false;
    for (RequestField field : operation.fields) {
      changed |= add(body, field.name, field.defaultValue);
      if (!BodyRule.isEmpty(body.path(field.name))) {
        changed |= add(body, field.encryptionFlag, field.encryptedValue);
      }
    }
    return changed;
  }

  private static boolean add(ObjectNode body, @Nullable String field, @Nullable JsonNode value) {
    boolean added = field != null && value != null && BodyRule.isEmpty(body.path(field));
    if (added) {
      body.set(field, value);
    }
    return added;
  }

  private static void checkComplete(Operation operation, JsonNode body) {
    List<String> missing = operation.missingFrom(body);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              "%s requires %s: set %s in the request. Nothing was sent.",
              operation.id, String.join(", ", missing), missing.size() == 1 ? "it" : "them"));
    }
  }

  /** Checks a password outside the contract's password fields, where it must be encrypted. */
  private void checkPassword(@Nullable Operation operation, String text, JsonNode body) {
    boolean described =
        operation != null
            && operation.fields.stream()
                .anyMatch(f -> f.encrypted && body.path(f.name).asText().equals(text));
    if (!described && !passwords.looksEncrypted(text)) {
      throw new IllegalArgumentException(
          String.format(
              "The request's password is not Base64 of whole RSA blocks of %d bytes:"
                  + " set it with Password.of, and the client encrypts it. Nothing was sent.",
              passwords.blockBytes()));
    }
  }

  private void checkEncrypted(Operation operation, RequestField field, JsonNode body) {
    JsonNode value = body.path(field.name);
    boolean encrypted = value.isTextual() && passwords.looksEncrypted(value.textValue());
    boolean wanted = field.markedEncrypted.matches(body);
    String encryptionFlag = field.encryptionFlag;
    if (wanted && !encrypted) {
      throw new IllegalArgumentException(
          String.format(
              "%s requires %s to be encrypted%s, but it is not Base64 of whole RSA blocks of %d"
                  + " bytes: set it with Password.of, and the client encrypts it. Nothing was sent.",
              operation.id,
              field.name,
              encryptionFlag == null ? "" : " (marked by " + encryptionFlag + ")",
              passwords.blockBytes()));
    }
    if (encrypted && !wanted) {
      throw new IllegalArgumentException(
          String.format(
              "%s has an encrypted %s, but %s does not mark it: set %3$s to %s. Nothing was sent.",
              operation.id, field.name, encryptionFlag, field.encryptedValue));
    }
  }
}
