package io.github.qxylogin.client.internal.auth;

import io.github.qxylogin.client.spi.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * How long an access token is used.
 *
 * <p>Its life is documented in milliseconds, 15 days by default, but the guide's own sample prints
 * 7200. Read as milliseconds, that is a token for seven seconds, and calling often is throttled; so
 * a life below an hour is read as seconds. A token that ends earlier than so believed costs one
 * refused call, which fetches another. A life that is absent or not positive is taken for the seven
 * days after which the guide asks for another.
 */
final class TokenLife {
  private static final Duration SHORTEST_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_FRESH = Duration.ofDays(7);
  private static final Duration STALE_BEFORE_END = Duration.ofMinutes(5);

  private TokenLife() {}

  /**
   * Returns a token that was issued now.
   *
   * @param expiresIn as the platform says it
   * @throws IllegalArgumentException if no header could carry its value
   */
  static AccessToken issued(String value, @Nullable Long expiresIn, Instant now) {
    Duration life = life(expiresIn);
    Duration early = Collections.min(Arrays.asList(STALE_BEFORE_END, life.dividedBy(10)));
    Duration fresh = Collections.min(Arrays.asList(life.minus(early), LONGEST_FRESH));
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
    return Collections.min(Arrays.asList(stated, Duration.ofDays(3650)));
  }

  /** Returns the same token, but stale earlier by a part of the time that is left until then. */
  static AccessToken staleEarlier(AccessToken token, double part, Instant now) {
    long left = Math.max(0, Duration.between(now, token.staleAt()).toMillis());
    Instant staleAt = token.staleAt().minusMillis((long) (part * left));
    return new AccessToken(token.value(), staleAt, token.endsAt());
  }

  static boolean isSame(AccessToken token, @Nullable AccessToken other) {
    return other != null && token.value().equals(other.value());
  }

  static boolean isStale(AccessToken token, Instant now) {
    return !now.isBefore(token.staleAt());
  }

  static boolean hasEnded(AccessToken token, Instant now) {
    return !now.isBefore(token.endsAt());
  }
}
