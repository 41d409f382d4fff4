package io.github.qxylogin.client.internal.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member of an operation's request. */
public final class RequestField {
  private final String name;
  private boolean required;
  private boolean encrypted;
  private @Nullable String telling;
  private @Nullable JsonNode saysEncrypted;
  private List<String> encryptedValues = new ArrayList<>();
  private @Nullable JsonNode usual;
  private List<String> usualValues = new ArrayList<>();

  private RequestField(String name) {
    this.name = name;
  }

  /** Returns a member of a name that may be absent. */
  public static RequestField of(String name) {
    return new RequestField(name);
  }

  /** Says that the contract asks for it, unless an alternative of it is given. */
  public RequestField required() {
    required = true;
    return this;
  }

  /** Says that its value is encrypted. */
  public RequestField encrypted() {
    encrypted = true;
    return this;
  }

  /**
   * Says which member tells whether its value is encrypted.
   *
   * @param json the value that the member is given, which says so
   * @param values the texts of all its values that say so
   */
  public RequestField encryptedWhen(String field, String json, String... values) {
    encrypted = true;
    telling = field;
    saysEncrypted = ApiContract.json(json);
    encryptedValues = Arrays.asList(values);
    return this;
  }

  /**
   * Says by which values the call has no effect but its operation's.
   *
   * @param json the value that it is given
   * @param values the texts of all such values
   */
  public RequestField keepsEffect(String json, String... values) {
    usual = ApiContract.json(json);
    usualValues = Arrays.asList(values);
    return this;
  }

  /** Returns its name in JSON. */
  public String name() {
    return name;
  }

  boolean isRequired() {
    return required;
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
