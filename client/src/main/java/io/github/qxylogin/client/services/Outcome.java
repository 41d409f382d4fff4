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
 * Something that a call led to. Immutable. Any ObjectMapper writes it as JSON, in clear, with its
 * name, and reads it again; {@code toString} masks what is secret.
 *
 * <p>Java serializes it, too, without what its JSON leaves out. It keeps of the request what the
 * calls need that continue it, but none of its secrets.
 */
@JsonAutoDetect(
    fieldVisibility = Visibility.NONE,
    getterVisibility = Visibility.NONE,
    isGetterVisibility = Visibility.NONE)
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder(Outcome.NAME)
public abstract class Outcome implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The member of the JSON that has the outcome's name. */
  public static final String NAME = "outcome";

  /** The member of the JSON that has what is kept of the request. */
  public static final String SENT = "sent";

  /** The member of the JSON that has when a code was sent. */
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

  /** Returns the same outcome, whose continuing calls are made by a client. */
  public abstract Outcome bindTo(LoginServices login);

  /** Returns all that makes it equal to another. */
  abstract @Nullable Object[] outcomeMembers();

  /** Returns who makes the calls that continue it. */
  LoginServices outcomeLogin() {
    if (login == null) {
      throw new IllegalStateException(
          outcomeName()
              + " was read or made by hand: call bindTo(login) first, which says who is to call");
    }
    return login;
  }

  /** Returns a field of the request that led to this; null if it had none. */
  @Nullable Object sent(String field) {
    return sent.get(field);
  }

  /** Returns the next call's request, with fields by their names in JSON. */
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
      throw new IllegalStateException(
          "The outcome lacks " + name + ", which it always has: set it");
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

  /** Builds what a call led to. */
  abstract static class Builder {
    private Map<String, Object> sent = Collections.emptyMap();
    private @Nullable LoginServices login;

    Builder() {}

    @JsonProperty(SENT)
    void sent(@Nullable Map<String, Object> fields) {
      sent = fields == null ? Collections.emptyMap() : fields;
    }

    /** What is another outcome is not read as this one: it would lose what makes it so. */
    @JsonProperty(NAME)
    void outcomeName(@Nullable String told) {
      String ours = getClass().getEnclosingClass().getSimpleName();
      if (told != null && !told.equals(ours)) {
        throw new IllegalArgumentException("the outcome is " + told + ", and no " + ours);
      }
    }

    void keep(Outcome other, LoginServices services) {
      sent = other.sent;
      login = Objects.requireNonNull(services, "login");
    }
  }
}
