package io.github.qxylogin.client;

import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets another token: one that somebody stored meanwhile, or else a new one of the platform. Of a
 * fleet that shares a token each process finds it stale at another time, earlier than it says and
 * never later, so that the first renews it and the others take what it stored.
 */
final class TokenRenewal {
  private static final Logger LOG = LoggerFactory.getLogger(QixiangyunLogin.class);

  /** What part of the time until a token is stale the processes of a fleet spread over. */
  private static final double MOST_EARLY = 0.1;

  private final Supplier<AccessToken> fetch;
  private final @Nullable TokenStore store;
  private final String appKey;
  private final Clock clock;
  private final Random random = new Random();

  TokenRenewal(
      Supplier<AccessToken> fetch, @Nullable TokenStore store, String appKey, Clock clock) {
    this.fetch = fetch;
    this.store = store;
    this.appKey = appKey;
    this.clock = clock;
  }

  /** Returns a token that is not the previous one, which has ended, soon will, or was refused. */
  AccessToken after(@Nullable AccessToken previous) {
    AccessToken token =
        stored()
            .filter(found -> !found.sameAs(previous) && !found.stale(clock.instant()))
            .orElseGet(this::fetched);
    return store == null
        ? token
        : token.staleEarlier(random.nextDouble() * MOST_EARLY, clock.instant());
  }

  private Optional<AccessToken> stored() {
    try {
      Optional<AccessToken> found = store == null ? Optional.empty() : store.load(appKey);
      return Optional.ofNullable(found).flatMap(token -> token);
    } catch (Throwable failed) {
      LOG.warn("The token store could not be read ({}): a new token is fetched", name(failed));
      return Optional.empty();
    }
  }

  private AccessToken fetched() {
    AccessToken token = fetch.get();
    try {
      if (store != null) {
        store.save(appKey, token);
      }
    } catch (Throwable failed) {
      LOG.warn("The token store could not be written ({}): other processes fetch", name(failed));
    }
    return token;
  }

  private static String name(Throwable failed) {
    return failed.getClass().getName();
  }
}
