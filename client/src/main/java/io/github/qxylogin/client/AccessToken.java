package io.github.qxylogin.client;

import io.github.qxylogin.contract.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An access token and the time until which it is used.
 *
 * <p>Its life is documented in milliseconds, 15 days by default, but the guide's own sample prints
 * 7200. Read as milliseconds, that is a token for seven seconds, and calling often is throttled; so
 * a life below {@link #SHORTEST_LIFE} is read as seconds. A token that ends earlier than so
 * believed costs one refused call, which fetches another. A life that is absent or not positive is
 * taken for unknown. No token is used for longer than {@link #LONGEST_USE}, which the guide asks
 * for.
 */
final class AccessToken {
  static final Duration SHORTEST_LIFE = Duration.ofHours(1);
  static final Duration LONGEST_USE = Duration.ofDays(7);
  static final Duration REFRESHED_BEFORE_END = Duration.ofMinutes(5);

  private final String value;
  private final Instant refreshAt;

  private AccessToken(String value, Instant refreshAt) {
    this.value = value;
    this.refreshAt = refreshAt;
  }

  static AccessToken issued(String value, @Nullable Long expiresIn, Instant now) {
    Duration life = life(expiresIn);
    Duration early = shorter(REFRESHED_BEFORE_END, life.dividedBy(10));
    return new AccessToken(value, now.plus(shorter(life.minus(early), LONGEST_USE)));
  }

  private static Duration life(@Nullable Long expiresIn) {
    if (expiresIn == null || expiresIn <= 0) {
      return LONGEST_USE;
    }
    return expiresIn < SHORTEST_LIFE.toMillis()
        ? Duration.ofSeconds(expiresIn)
        : Duration.ofMillis(expiresIn);
  }

  private static Duration shorter(Duration one, Duration other) {
    return Stream.of(one, other).min(Comparator.naturalOrder()).orElseThrow();
  }

  String value() {
    return value;
  }

  boolean fresh(Instant now) {
    return now.isBefore(refreshAt);
  }

  @Override
  public String toString() {
    return "AccessToken[value=" + Redaction.MASK + ", refreshAt=" + refreshAt + "]";
  }
}
