package io.github.qxylogin.client.spi;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.qxylogin.client.types.Mask;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An access token of the platform, as a {@link TokenStore} keeps it. A secret: only {@code
 * toString} masks it, and JSON holds it in clear.
 *
 * <p>Its life is documented in milliseconds, 15 days by default, but the guide's own sample prints
 * 7200. Read as milliseconds, that is a token for seven seconds, and calling often is throttled; so
 * a life below an hour is read as seconds. A token that ends earlier than so believed costs one
 * refused call, which fetches another. A life that is absent or not positive is taken for the seven
 * days after which the guide asks for another.
 */
public final class AccessToken {
  static final Duration SHORTEST_LIFE = Duration.ofHours(1);
  static final Duration LONGEST_FRESH = Duration.ofDays(7);
  static final Duration STALE_BEFORE_END = Duration.ofMinutes(5);

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

  public static boolean sendable(@Nullable String value) {
    return value != null && value.matches("[!-~]+");
  }

  public static AccessToken issued(String value, @Nullable Long expiresIn, Instant now) {
    Duration life = life(expiresIn);
    Duration early = shorter(STALE_BEFORE_END, life.dividedBy(10));
    Duration fresh = shorter(life.minus(early), LONGEST_FRESH);
    return new AccessToken(value, now.plus(fresh), now.plus(life));
  }

  private static Duration life(@Nullable Long expiresIn) {
    if (expiresIn == null || expiresIn <= 0) {
      return LONGEST_FRESH;
    }
    Duration stated =
        expiresIn < SHORTEST_LIFE.toMillis()
            ? Duration.ofSeconds(expiresIn)
            : Duration.ofMillis(expiresIn);
    return shorter(stated, Duration.ofDays(3650));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Returns the same token, but stale earlier by a part of the time that is left until then. */
  public AccessToken staleEarlier(double part, Instant now) {
    long left = Math.max(0, Duration.between(now, staleAt).toMillis());
    return new AccessToken(value, staleAt.minusMillis((long) (part * left)), endsAt);
  }

  public boolean sameAs(@Nullable AccessToken other) {
    return other != null && value.equals(other.value);
  }

  public boolean stale(Instant now) {
    return !now.isBefore(staleAt);
  }

  public boolean ended(Instant now) {
    return !now.isBefore(endsAt);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccessToken
        && sameAs((AccessToken) other)
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
