package io.github.qxylogin.mock.flow;

import io.github.qxylogin.mock.exchange.Latest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The access and refresh tokens that were issued, bounded, on the mock's clock. Thread-safe. */
public final class Tokens {
  private static final int MOST_ENTRIES = 10_000;

  private final Clock clock;
  private final Latest<String, Lifetime> access = new Latest<>(MOST_ENTRIES);
  private final Latest<String, Lifetime> refresh = new Latest<>(MOST_ENTRIES);

  public Tokens(Clock clock) {
    this.clock = clock;
  }

  public void issue(String accessToken, String refreshToken, Duration lifetime) {
    Instant now = clock.instant();
    Lifetime life = new Lifetime(now, now.plus(lifetime));
    access.put(accessToken, life);
    refresh.put(refreshToken, life);
  }

  public boolean accepts(String accessToken) {
    return lives(access.get(accessToken));
  }

  /** Returns whether an access token was issued here, be it long ago. */
  public boolean knows(String accessToken) {
    return access.get(accessToken) != null;
  }

  /**
   * Uses a refresh token up; false when it was not issued here, was used before, or has expired.
   */
  public boolean renews(String refreshToken) {
    Lifetime life = refresh.get(refreshToken);
    return refresh.remove(refreshToken) && lives(life);
  }

  private boolean lives(Lifetime life) {
    return life != null && life.covers(clock.instant());
  }

  public void reset() {
    access.clear();
    refresh.clear();
  }
}
