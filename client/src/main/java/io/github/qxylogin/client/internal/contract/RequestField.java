package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member of an operation's request. */
public final class RequestField {
  private final String name;

  /** Whether the contract asks for it, unless an alternative of it is given. */
  boolean required;

  boolean encrypted;

  /** Which member tells whether it is encrypted, the value that says so, and all such texts. */
  @Nullable String telling;

  @Nullable JsonNode saysEncrypted;
  List<String> encryptedValues = Collections.emptyList();

  /** The value by which the call has no effect but its operation's, and all such texts. */
  @Nullable JsonNode usual;

  List<String> usualValues = Collections.emptyList();

  RequestField(String name) {
    this.name = name;
  }

  /** Returns its name in JSON. */
  public String name() {
    return name;
  }

  /** Returns whether its value is, or may be, encrypted. */
  public boolean isEncrypted() {
    return encrypted;
  }

  /** Returns the member that tells whether its value is encrypted; null if it always is. */
  public @Nullable String telling() {
    return telling;
  }

  /** Returns the value of that member that says so. */
  public @Nullable JsonNode saysEncrypted() {
    return saysEncrypted;
  }

  /** Returns whether a body says that the value is encrypted; a number and its text are one. */
  public boolean isToldEncrypted(JsonNode body) {
    return telling == null || encryptedValues.contains(body.path(telling).asText());
  }

  /** Returns the value by which the call has no effect but its operation's; null if any will do. */
  public @Nullable JsonNode usual() {
    return usual;
  }

  /** Returns whether a body leaves the call its operation's effect. */
  public boolean keepsEffect(JsonNode body) {
    return usual == null || usualValues.contains(body.path(name).asText());
  }
}
