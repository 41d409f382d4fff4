package io.github.qxylogin.client.internal.auth;

import io.github.qxylogin.client.spi.AccessToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * Calculates how long an access token is used.
 *
 * <p>{@code expires_in} is documented in milliseconds, 15 days by default, but the documentation's
 * example is 7200. In milliseconds that would be seven seconds, and frequent token requests are
 * throttled. So a life below an hour is read as seconds. A token that expires earlier costs one
 * rejected call, which fetches a new one. A missing or nonpositive life counts as seven days, the
 * documented renewal interval.
 */
final class TokenLife {
  private static final Duration SHORTEST_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_USE = Duration.ofDays(7);
  private static final Duration REFRESH_BEFORE_END = Duration.ofMinutes(5);

  private TokenLife() {}

  /**
   * Returns a token that is issued now.
   *
   * @param expiresIn as received
   * @throws IllegalArgumentException if the value is invalid in a header
   */
  static AccessToken issued(String value, @Nullable Long expiresIn, Instant now) {
    Duration life = life(expiresIn);
    Duration early = Collections.min(Arrays.asList(REFRESH_BEFORE_END, life.dividedBy(10)));
    Duration fresh = Collections.min(Arrays.asList(life.minus(early), LONGEST_USE));
    return new AccessToken(value, now.plus(fresh), now.plus(life));
  }

  private static Duration life(@Nullable Long expiresIn) {
    if (expiresIn == null || expiresIn <= 0) {
      return LONGEST_USE;
    }
    Duration stated =
        expiresIn < SHORTEST_LIFE.toMillis()
            ? Duration.ofSeconds(expiresIn)
            : Duration.ofMillis(expiresIn);
    return Collections.min(Arrays.asList(stated, Duration.ofDays(3650)));
  }

  /** Returns the same token with an earlier refresh, by a part of the time until then. */
  static AccessToken withJitter(AccessToken token, double part, Instant now) {
    long left = Math.max(0, Duration.between(now, token.refreshAt()).toMillis());
    Instant refreshAt = token.refreshAt().minusMillis((long) (part * left));
    return new AccessToken(token.value(), refreshAt, token.endsAt());
  }

  static boolean isSame(AccessToken token, @Nullable AccessToken other) {
    return other != null && token.value().equals(other.value());
  }

  static boolean needsRefresh(AccessToken token, Instant now) {
    return !now.isBefore(token.refreshAt());
  }

  static boolean hasEnded(AccessToken token, Instant now) {
    return !now.isBefore(token.endsAt());
  }
}
