package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member of an operation's request. */
public final class RequestField {
  /** Its name in JSON. */
  public final String name;

  /** Whether its value is, or may be, encrypted. */
  public final boolean encrypted;

  /** The member that says whether the value is encrypted; null if it always is. */
  public final @Nullable String telling;

  /** The value of that member for an encrypted value; null if there is no such member. */
  public final @Nullable JsonNode saysEncrypted;

  /** The value with which the call has no effect but its operation's; null if any will do. */
  public final @Nullable JsonNode usual;

  /** Whether each request needs it, whatever else the request has. */
  final boolean required;

  private final List<String> encryptedValues;
  private final List<String> usualValues;

  RequestField(JsonNode facts) {
    name = facts.path("name").asText();
    required = facts.path("required").asBoolean();
    encrypted = facts.path("encrypted").asBoolean();
    telling = facts.path("telling").textValue();
    saysEncrypted = facts.get("saysEncrypted");
    encryptedValues = Facts.texts(facts.path("encryptedValues"));
    usual = facts.get("usual");
    usualValues = Facts.texts(facts.path("usualValues"));
  }

  /** Returns whether a body says that the value is encrypted; a number and its text are one. */
  public boolean isToldEncrypted(JsonNode body) {
    return telling == null || encryptedValues.contains(body.path(telling).asText());
  }

  /** Returns whether a body leaves the call its operation's effect. */
  public boolean keepsEffect(JsonNode body) {
    return usual == null || usualValues.contains(body.path(name).asText());
  }
}
