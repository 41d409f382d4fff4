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
 * Returns a new token: one that another process has stored, or one that it fetches under the
 * store's lock. Processes that share a token refresh it at different times, never later than its
 * {@code refreshAt}. So the first process renews it, and the others load the stored one.
 */
public final class TokenRenewal {
  /** The maximum part of the time until the refresh by which a process may be earlier. */
  private static final double MAX_JITTER = 0.1;

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

  /** Returns the maximum wait for the lock; the caller needs the rest to fetch without it. */
  public static Duration lockWait(Duration callTimeout) {
    return Collections.min(Arrays.asList(callTimeout.multipliedBy(7).dividedBy(10), LONGEST_LOCK));
  }

  /** Returns another token than the previous one, which was rejected or needs a refresh. */
  public AccessToken after(@Nullable AccessToken previous) {
    return store == null
        ? fetch.get()
        : TokenLife.withJitter(
            shared(store, previous), random.nextDouble() * MAX_JITTER, clock.instant());
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
      LOG.warn("Cannot read the token store ({}): a new token is fetched", name(failed));
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
      LOG.warn("Cannot lock the token store ({}): other processes may fetch too", name(failed));
      return Lease.NONE;
    }
  }

  private Optional<AccessToken> stored(TokenStore shared, @Nullable AccessToken previous) {
    Optional<AccessToken> found = shared.load(key);
    return Optional.ofNullable(found)
        .flatMap(token -> token)
        .filter(
            token ->
                !TokenLife.isSame(token, previous)
                    && !TokenLife.needsRefresh(token, clock.instant()));
  }

  private AccessToken fetched(TokenStore shared) {
    AccessToken token = fetch.get();
    try {
      shared.save(key, token);
    } catch (Throwable failed) {
      LOG.warn("Cannot write to the token store ({}): other processes fetch too", name(failed));
    }
    return token;
  }

  private static void release(Lease lease) {
    try {
      lease.close();
    } catch (Throwable failed) {
      LOG.warn("Cannot release the token store's lock ({}): it must expire", name(failed));
    }
  }

  private static String name(Throwable failed) {
    return failed.getClass().getName();
  }
}
