package io.github.qxylogin.client.spi;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.qxylogin.client.types.Password;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An access token of the platform, as a {@link TokenStore} keeps it. A secret: only {@code
 * toString} masks it, and JSON holds its {@linkplain #encode text} in clear.
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
    if (value == null || !value.matches("[!-~]+")) {
      throw new IllegalArgumentException("An access token is printed ASCII without spaces");
    }
    this.value = value;
  }

  /** Returns what the platform issued, in printed ASCII. */
  public String value() {
    return value;
  }

  /**
   * Returns when another is fetched, while this one is still used: after seven days, or when a
   * tenth of its life is left, but not earlier than five minutes before its end.
   */
  public Instant staleAt() {
    return staleAt;
  }

  /** Returns when it is no longer used. */
  public Instant endsAt() {
    return endsAt;
  }

  /**
   * Returns the token as one line of printed text, for a store: a secret. {@link #decode} reads it.
   */
  @JsonValue
  public String encode() {
    return value + " " + staleAt + " " + endsAt;
  }

  /**
   * Returns the token of a text.
   *
   * @throws IllegalArgumentException if it is none that {@link #encode} made; the message does not
   *     quote it
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static AccessToken decode(String text) {
    String[] parts = text.split(" ", -1);
    try {
      if (parts.length == 3) {
        return new AccessToken(parts[0], Instant.parse(parts[1]), Instant.parse(parts[2]));
      }
    } catch (DateTimeParseException | IllegalArgumentException quoted) {
      // Told below: what they say may be a part of the secret.
    }
    throw new IllegalArgumentException(
        "No encoded access token: it is three words, as AccessToken.encode() writes them");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccessToken && ((AccessToken) other).encode().equals(encode());
  }

  @Override
  public int hashCode() {
    return encode().hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        "AccessToken[value=%s, staleAt=%s, endsAt=%s]", Password.MASK, staleAt, endsAt);
  }
}
