package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
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

  /** Matches a body that marks the value as encrypted; any body, if no member marks it. */
  public final BodyRule saidEncrypted;

  RequestField(JsonNode facts) {
    name = facts.path("name").asText();
    encrypted = facts.path("encrypted").asBoolean();
    telling = facts.path("telling").textValue();
    saysEncrypted = facts.get("saysEncrypted");
    saidEncrypted = new BodyRule(facts.path("saidEncrypted"));
    usual = facts.get("usual");
  }
}
