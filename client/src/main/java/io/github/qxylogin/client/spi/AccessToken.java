package io.github.qxylogin.client.spi;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.qxylogin.client.types.Password;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An access token of the platform, as a {@link TokenStore} keeps it. A secret: {@code toString}
 * masks it, but JSON contains its {@linkplain #encode text} in clear.
 */
public final class AccessToken {
  private final String value;
  private final Instant refreshAt;
  private final Instant endsAt;

  /**
   * Creates a token.
   *
   * @param refreshAt when the client fetches the next token
   * @param endsAt when the token expires
   * @throws IllegalArgumentException if the value is no printable ASCII, which a header requires
   */
  public AccessToken(String value, Instant refreshAt, Instant endsAt) {
    this.refreshAt = Objects.requireNonNull(refreshAt, "refreshAt");
    this.endsAt = Objects.requireNonNull(endsAt, "endsAt");
    if (value == null || !value.matches("[!-~]+")) {
      throw new IllegalArgumentException("An access token is printable ASCII without spaces");
    }
    this.value = value;
  }

  /** Returns the token as issued, in printable ASCII. */
  public String value() {
    return value;
  }

  /**
   * Returns when the client fetches the next token, while this one is still used. That is after
   * seven days, or when a tenth of its life is left. It is never earlier than five minutes before
   * its end.
   */
  public Instant refreshAt() {
    return refreshAt;
  }

  /** Returns when the token expires. */
  public Instant endsAt() {
    return endsAt;
  }

  /** Returns the token as one line of text for a store: a secret. {@link #decode} reads it. */
  @JsonValue
  public String encode() {
    return value + " " + refreshAt + " " + endsAt;
  }

  /**
   * Returns the token of an encoded text.
   *
   * @throws IllegalArgumentException if {@link #encode} did not write the text; the message does
   *     not quote it
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static AccessToken decode(String text) {
    String[] parts = text.split(" ", -1);
    try {
      if (parts.length == 3) {
        return new AccessToken(parts[0], Instant.parse(parts[1]), Instant.parse(parts[2]));
      }
    } catch (DateTimeParseException | IllegalArgumentException quoted) {
      // Their messages may quote a part of the secret.
    }
    throw new IllegalArgumentException(
        "No encoded access token: pass three words as AccessToken.encode() returns them");
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
        "AccessToken[value=%s, refreshAt=%s, endsAt=%s]", Password.MASK, refreshAt, endsAt);
  }
}
