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

/**
 * What is done to the body of a request before anything is sent: what the client can say by itself
 * is added, and what the platform would refuse is refused. Immutable.
 */
public final class Preparation {
  private final boolean typed;
  private final PasswordCipher passwords;

  /**
   * Creates a preparation. It refuses a secret whose form contradicts what the contract or the
   * request itself says of it: in clear where it must be encrypted, or encrypted where the platform
   * would take it for clear, which is a failed login, and more than four lock the tax number.
   *
   * @param typed whether it also adds what a request says by default, and refuses one that lacks
   *     what its operation requires
   */
  public Preparation(PasswordCipher passwords, boolean typed) {
    this.passwords = passwords;
    this.typed = typed;
  }

  /**
   * Prepares the body of a request. One that is no JSON is for the platform to judge.
   *
   * @param operation null if the contract describes none
   * @return whether it was changed
   * @throws IllegalArgumentException naming operation and fields, if it must not be sent
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
   * Adds to a body what is not said, and returns whether there was anything to add: that the call
   * has no effect but its own, so that a check of a session does not log in again, and that a
   * password which it has is encrypted. What the caller said stays.
   */
  private static boolean fill(Operation operation, ObjectNode said) {
    boolean changed = false;
    for (RequestField field : operation.fields) {
      changed |= add(said, field.name, field.usual);
      if (!BodyRule.isEmpty(said.path(field.name))) {
        changed |= add(said, field.telling, field.saysEncrypted);
      }
    }
    return changed;
  }

  private static boolean add(ObjectNode said, @Nullable String field, @Nullable JsonNode value) {
    boolean added = field != null && value != null && BodyRule.isEmpty(said.path(field));
    if (added) {
      said.set(field, value);
    }
    return added;
  }

  private static void checkComplete(Operation operation, JsonNode body) {
    List<String> missing = operation.missingFrom(body);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          String.format(
              "%s needs %s: set %s in the request. Nothing was sent.",
              operation.id, String.join(", ", missing), missing.size() == 1 ? "it" : "them"));
    }
  }

  /** A field of the contract may allow a password in clear; nothing else does. */
  private void checkPassword(@Nullable Operation operation, String text, JsonNode body) {
    boolean described =
        operation != null
            && operation.fields.stream()
                .anyMatch(f -> f.encrypted && body.path(f.name).asText().equals(text));
    if (!described && !passwords.looksEncrypted(text)) {
      throw new IllegalArgumentException(
          String.format(
              "The request has a password that is not Base64 of whole RSA blocks of %d bytes:"
                  + " set it with Password.of, and the client encrypts it. Nothing was sent.",
              passwords.blockBytes()));
    }
  }

  private void checkEncrypted(Operation operation, RequestField field, JsonNode body) {
    JsonNode value = body.path(field.name);
    boolean encrypted = value.isTextual() && passwords.looksEncrypted(value.textValue());
    boolean wanted = field.saidEncrypted.holds(body);
    String telling = field.telling;
    if (wanted && !encrypted) {
      throw new IllegalArgumentException(
          String.format(
              "%s needs %s encrypted%s, and it is not Base64 of whole RSA blocks of %d bytes:"
                  + " set it with Password.of, and the client encrypts it. Nothing was sent.",
              operation.id,
              field.name,
              telling == null ? "" : ", as " + telling + " says",
              passwords.blockBytes()));
    }
    if (encrypted && !wanted) {
      throw new IllegalArgumentException(
          String.format(
              "%s has an encrypted %s, which %s does not say: set %3$s to %s. Nothing was sent.",
              operation.id, field.name, telling, field.saysEncrypted));
    }
  }
}
