package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A member of an operation's request. */
public final class RequestField {
  /** Its name in JSON. */
  public final String name;

  /** Whether its value is, or may be, encrypted. */
  public final boolean encrypted;

  /** The member that marks the value as encrypted; null if it always is. */
  public final @Nullable String encryptionFlag;

  /** The flag's value for an encrypted value; null if there is no flag. */
  public final @Nullable JsonNode encryptedValue;

  /** The value with only the operation's default effect; null if any value has no other effect. */
  public final @Nullable JsonNode defaultValue;

  /** Matches a body that marks the value as encrypted; any body if there is no flag. */
  public final BodyRule markedEncrypted;

  RequestField(JsonNode facts) {
    name = facts.path("name").asText();
    encrypted = facts.path("encrypted").asBoolean();
    encryptionFlag = facts.path("encryptionFlag").textValue();
    encryptedValue = facts.get("encryptedValue");
    markedEncrypted = new BodyRule(facts.path("markedEncrypted"));
    defaultValue = facts.get("defaultValue");
  }
}
