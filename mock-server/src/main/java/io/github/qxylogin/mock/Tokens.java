package io.github.qxylogin.mock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** The access and refresh tokens that were issued, bounded, on the mock's clock. */
final class Tokens {
  private static final int MOST_ENTRIES = 10_000;

  private final Clock clock;
  private final Cache<String, Instant> access = bounded();
  private final Cache<String, Instant> refresh = bounded();

  Tokens(Clock clock) {
    this.clock = clock;
  }

  /** Remembers both tokens of an answer for as long as they live. */
  void issue(String accessToken, String refreshToken, Duration lifetime) {
    Instant end = clock.instant().plus(lifetime);
    access.put(accessToken, end);
    refresh.put(refreshToken, end);
  }

  /** Returns whether an access token was issued here and has not expired. */
  boolean accepts(String accessToken) {
    Instant end = access.getIfPresent(accessToken);
    return end != null && clock.instant().isBefore(end);
  }

  /**
   * Uses a refresh token up; false when it was not issued here, was used before, or has expired.
   */
  boolean renews(String refreshToken) {
    AtomicBoolean renews = new AtomicBoolean();
    refresh
        .asMap()
        .computeIfPresent(
            refreshToken,
            (key, end) -> {
              renews.set(clock.instant().isBefore(end));
              return null;
            });
    return renews.get();
  }

  void reset() {
    access.invalidateAll();
    refresh.invalidateAll();
  }

  private static <K, V> Cache<K, V> bounded() {
    return Caffeine.newBuilder().maximumSize(MOST_ENTRIES).executor(Runnable::run).build();
  }
}
