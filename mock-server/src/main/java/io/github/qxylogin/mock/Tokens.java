package io.github.qxylogin.mock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** The access and refresh tokens that were issued, bounded, on the mock's clock. */
final class Tokens {
  private static final int MOST_ENTRIES = 10_000;

  private final Clock clock;
  private final Latest<String, Instant> access = new Latest<>(MOST_ENTRIES);
  private final Latest<String, Instant> refresh = new Latest<>(MOST_ENTRIES);

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
    Instant end = access.get(accessToken);
    return end != null && clock.instant().isBefore(end);
  }

  /** Returns whether an access token was issued here, be it long ago. */
  boolean knows(String accessToken) {
    return access.get(accessToken) != null;
  }

  /**
   * Uses a refresh token up; false when it was not issued here, was used before, or has expired.
   */
  boolean renews(String refreshToken) {
    AtomicBoolean renews = new AtomicBoolean();
    refresh.compute(
        refreshToken,
        end -> {
          renews.set(end != null && clock.instant().isBefore(end));
          return null;
        });
    return renews.get();
  }

  void reset() {
    access.clear();
    refresh.clear();
  }
}
