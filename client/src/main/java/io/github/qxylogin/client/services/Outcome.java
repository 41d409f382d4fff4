package io.github.qxylogin.client.services;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.types.Password;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An outcome of a call. Immutable. Any ObjectMapper writes it as JSON, in clear, with its name, and
 * reads it again; {@code toString} masks secrets.
 *
 * <p>It is also serializable, without the members that its JSON omits. It keeps the request fields
 * that later calls need, but no secrets.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.NONE,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder(Outcome.NAME)
public abstract class Outcome implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The JSON member with the outcome's name. */
  public static final String NAME = "outcome";

  /** The JSON member with the kept request fields. */
  public static final String SENT = "sent";

  /** The JSON member with the time when a code was sent. */
  public static final String SENT_AT = "sentAt";

  private static final ObjectMapper PLAIN = new ObjectMapper();

  @JsonProperty(SENT)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private final Map<String, Object> sent;

  private final transient @Nullable LoginServices login;

  Outcome(Builder from) {
    sent = Collections.unmodifiableMap(new LinkedHashMap<>(from.sent));
    login = from.login;
  }

  /** Returns the outcome's name, such as {@code SmsSent}. */
  @JsonProperty(NAME)
  public String outcomeName() {
    return getClass().getSimpleName();
  }

  /** Returns the same outcome, bound to a client that makes its next calls. */
  public abstract Outcome bindTo(LoginServices login);

  /** Returns the members that decide equality. */
  abstract @Nullable Object[] outcomeMembers();

  /** Returns the client that makes the next calls. */
  LoginServices outcomeLogin() {
    if (login == null) {
      throw new IllegalStateException(
          outcomeName()
              + " is not bound to a client, because it was read or built: call bindTo(login) first");
    }
    return login;
  }

  /** Returns a field of the request; null if it was not set. */
  @Nullable Object sent(String field) {
    return sent.get(field);
  }

  /** Returns the next call's request from JSON names and values. */
  static <Q> Q next(Class<Q> type, @Nullable Object... fields) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      Object value = fields[i + 1];
      if (value != null) {
        body.put(String.valueOf(fields[i]), value);
      }
    }
    return PLAIN.convertValue(body, type);
  }

  static <T> T needed(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("The outcome lacks the required member " + name + ": set it");
    }
    return value;
  }

  static @Nullable Object masked(@Nullable Object value) {
    return value == null ? null : Password.MASK;
  }

  static String text(String type, @Nullable Object... members) {
    StringBuilder text = new StringBuilder(type).append('[');
    for (int i = 0; i < members.length; i += 2) {
      String value = String.valueOf(members[i + 1]).replaceAll("\\s+", " ");
      text.append(i == 0 ? "" : ", ").append(members[i]).append('=').append(value);
    }
    return text.append(']').toString();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return getClass().isInstance(other)
        && ((Outcome) other).sent.equals(sent)
        && Arrays.equals(((Outcome) other).outcomeMembers(), outcomeMembers());
  }

  @Override
  public final int hashCode() {
    return 31 * Arrays.hashCode(outcomeMembers()) + sent.hashCode();
  }

  /** Builds an outcome. */
  abstract static class Builder {
    private Map<String, Object> sent = Collections.emptyMap();
    private @Nullable LoginServices login;

    Builder() {}

    @JsonProperty(SENT)
    void sent(@Nullable Map<String, Object> fields) {
      sent = fields == null ? Collections.emptyMap() : fields;
    }

    /** Rejects the JSON of another outcome. */
    @JsonProperty(NAME)
    void outcomeName(@Nullable String name) {
      String expected = getClass().getEnclosingClass().getSimpleName();
      if (name != null && !name.equals(expected)) {
        throw new IllegalArgumentException("the outcome is " + name + ", not " + expected);
      }
    }

    void keep(Outcome other, LoginServices services) {
      sent = other.sent;
      login = Objects.requireNonNull(services, "login");
    }
  }
}
