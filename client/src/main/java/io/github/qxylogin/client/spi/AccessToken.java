package io.github.qxylogin.client.spi;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.qxylogin.client.types.Mask;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An access token of the platform, as a {@link TokenStore} keeps it. A secret: only {@code
 * toString} masks it, and JSON holds it in clear.
 */
public final class AccessToken {
  private final String value;
  private final Instant staleAt;
  private final Instant endsAt;

  /**
   * Creates a token, such as a stored one.
   *
   * @throws IllegalArgumentException if the value is no printed ASCII, which no header could carry
   */
  public AccessToken(String value, Instant staleAt, Instant endsAt) {
    this.staleAt = Objects.requireNonNull(staleAt, "staleAt");
    this.endsAt = Objects.requireNonNull(endsAt, "endsAt");
    if (!sendable(value)) {
      throw new IllegalArgumentException("An access token is printed ASCII without spaces");
    }
    this.value = value;
  }

  /** Returns what the platform issued, in printed ASCII. */
  @JsonProperty
  public String value() {
    return value;
  }

  /**
   * Returns when another is fetched, while this one is still used: after seven days, or when a
   * tenth of its life is left, but not earlier than five minutes before its end.
   */
  @JsonProperty
  @JsonSerialize(using = ToStringSerializer.class)
  public Instant staleAt() {
    return staleAt;
  }

  /** Returns when it is no longer used. */
  @JsonProperty
  @JsonSerialize(using = ToStringSerializer.class)
  public Instant endsAt() {
    return endsAt;
  }

  /** A plain mapper knows no Instant, so they are texts. */
  @JsonCreator
  static AccessToken read(
      @JsonProperty("value") String value,
      @JsonProperty("staleAt") String staleAt,
      @JsonProperty("endsAt") String endsAt) {
    return new AccessToken(value, Instant.parse(staleAt), Instant.parse(endsAt));
  }

  /**
   * Returns the token as one line of printed text, for a store: a secret. {@link #decode} reads it.
   */
  public String encode() {
    return value + " " + staleAt + " " + endsAt;
  }

  /**
   * Returns the token of a text.
   *
   * @throws IllegalArgumentException if it is none that {@link #encode} made; the message does not
   *     quote it
   */
  public static AccessToken decode(String text) {
    String[] parts = text.split(" ", -1);
    try {
      if (parts.length == 3) {
        return read(parts[0], parts[1], parts[2]);
      }
    } catch (DateTimeParseException | IllegalArgumentException quoted) {
      // Told below: what they say may be a part of the secret.
    }
    throw new IllegalArgumentException(
        "No encoded access token: it is three words, as AccessToken.encode() writes them");
  }

  private static boolean sendable(@Nullable String value) {
    return value != null && value.matches("[!-~]+");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccessToken
        && ((AccessToken) other).value.equals(value)
        && ((AccessToken) other).staleAt.equals(staleAt)
        && ((AccessToken) other).endsAt.equals(endsAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, staleAt, endsAt);
  }

  @Override
  public String toString() {
    return String.format(
        "AccessToken[value=%s, staleAt=%s, endsAt=%s]", Mask.TEXT, staleAt, endsAt);
  }
}
