package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The access and refresh tokens that were issued, bounded, on the mock's clock. Thread-safe. */
public final class Tokens {
  private static final int MAX_ENTRIES = 10_000;

  private final Clock clock;
  private final Store store;
  private final Table<Lifetime> access;
  private final Table<Lifetime> refresh;

  public Tokens(Clock clock, Store store) {
    this.clock = clock;
    this.store = store;
    access = store.table("access-tokens", MAX_ENTRIES, new TypeReference<>() {});
    refresh = store.table("refresh-tokens", MAX_ENTRIES, new TypeReference<>() {});
  }

  public void issue(String accessToken, String refreshToken, Duration lifetime) {
    Lifetime life = Lifetime.of(clock.instant(), lifetime);
    store.run(
        () -> {
          access.put(accessToken, life);
          refresh.put(refreshToken, life);
        });
  }

  public boolean accepts(String accessToken) {
    return lives(access.get(accessToken));
  }

  /** Returns whether an access token was issued here, be it long ago. */
  public boolean isKnown(String accessToken) {
    return access.get(accessToken) != null;
  }

  /**
   * Uses a refresh token up; false when it was not issued here, was used before, or has expired.
   */
  public boolean renews(String refreshToken) {
    return lives(refresh.remove(refreshToken));
  }

  private boolean lives(@Nullable Lifetime life) {
    return life != null && life.covers(clock.instant());
  }

  /** Starts the life of every token anew, now. */
  public void restart() {
    Instant now = clock.instant();
    for (Table<Lifetime> tokens : List.of(access, refresh)) {
      tokens.all().forEach((token, life) -> tokens.put(token, Lifetime.of(now, life.duration())));
    }
  }

  public void reset() {
    access.clear();
    refresh.clear();
  }
}
