package io.github.qxylogin.client.internal.auth;

import static io.github.qxylogin.client.internal.http.ClientLog.LOG;

import io.github.qxylogin.client.spi.AccessToken;
import io.github.qxylogin.client.spi.TokenStore;
import io.github.qxylogin.client.spi.TokenStore.Lease;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets another token: one that somebody stored meanwhile, or else, with the store's lock held, a
 * new one of the platform. Of a fleet that shares a token each process finds it stale at another
 * time, earlier than it says and never later, so that the first renews it and the others take what
 * it stored.
 */
public final class TokenRenewal {
  /** What part of the time until a token is stale the processes of a fleet spread over. */
  private static final double MOST_EARLY = 0.1;

  private static final Duration LONGEST_LOCK = Duration.ofSeconds(30);

  private final Supplier<AccessToken> fetch;
  private final @Nullable TokenStore store;
  private final String key;
  private final Clock clock;
  private final Duration lockWait;
  private final Random random = new Random();

  public TokenRenewal(
      Supplier<AccessToken> fetch,
      @Nullable TokenStore store,
      String key,
      Clock clock,
      Duration lockWait) {
    this.fetch = fetch;
    this.store = store;
    this.key = key;
    this.clock = clock;
    this.lockWait = lockWait;
  }

  /** Returns how long a wait for the lock may take: a caller needs the rest to fetch without it. */
  public static Duration lockWait(Duration callTimeout) {
    return Collections.min(Arrays.asList(callTimeout.multipliedBy(7).dividedBy(10), LONGEST_LOCK));
  }

  /** Returns a token that is not the previous one, which has ended, soon will, or was refused. */
  public AccessToken after(@Nullable AccessToken previous) {
    return store == null
        ? fetch.get()
        : TokenLife.staleEarlier(
            shared(store, previous), random.nextDouble() * MOST_EARLY, clock.instant());
  }

  private AccessToken shared(TokenStore shared, @Nullable AccessToken previous) {
    Optional<AccessToken> found = Optional.empty();
    Lease lease = Lease.NONE;
    try {
      found = stored(shared, previous);
      if (!found.isPresent()) {
        lease = locked(shared);
        // The process that held the lock until now has saved one.
        found = stored(shared, previous);
      }
    } catch (Throwable failed) {
      LOG.warn("The token store could not be read ({}): a new token is fetched", name(failed));
    }
    try {
      return found.isPresent() ? found.get() : fetched(shared);
    } finally {
      release(lease);
    }
  }

  private Lease locked(TokenStore shared) {
    try {
      return shared.lock(key, lockWait);
    } catch (Throwable failed) {
      LOG.warn("The token store could not be locked ({}): others may fetch too", name(failed));
      return Lease.NONE;
    }
  }

  private Optional<AccessToken> stored(TokenStore shared, @Nullable AccessToken previous) {
    Optional<AccessToken> found = shared.load(key);
    return Optional.ofNullable(found)
        .flatMap(token -> token)
        .filter(
            token ->
                !TokenLife.isSame(token, previous) && !TokenLife.isStale(token, clock.instant()));
  }

  private AccessToken fetched(TokenStore shared) {
    AccessToken token = fetch.get();
    try {
      shared.save(key, token);
    } catch (Throwable failed) {
      LOG.warn("The token store could not be written ({}): other processes fetch", name(failed));
    }
    return token;
  }

  private static void release(Lease lease) {
    try {
      lease.close();
    } catch (Throwable failed) {
      LOG.warn("The token store's lock could not be released ({}): it must expire", name(failed));
    }
  }

  private static String name(Throwable failed) {
    return failed.getClass().getName();
  }
}
