package io.github.qxylogin.client;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets another token: one that somebody stored meanwhile, or else a new one of the platform. */
final class TokenRenewal {
  private static final Logger LOG = LoggerFactory.getLogger(QixiangyunLogin.class);

  private final Supplier<AccessToken> fetch;
  private final @Nullable TokenStore store;
  private final String appKey;
  private final Clock clock;

  TokenRenewal(Supplier<AccessToken> fetch, Options options) {
    this.fetch = fetch;
    store = options.tokenStore();
    appKey = options.appKey();
    clock = options.clock();
  }

  /** Returns a token that is not the previous one, which has ended, soon will, or was refused. */
  AccessToken after(@Nullable AccessToken previous) {
    return stored()
        .filter(token -> !token.sameAs(previous) && !token.stale(clock.instant()))
        .orElseGet(this::fetched);
  }

  private Optional<AccessToken> stored() {
    try {
      return store == null ? Optional.empty() : store.load(appKey);
    } catch (RuntimeException failed) {
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
    } catch (RuntimeException failed) {
      LOG.warn("The token store could not be written ({}): other processes fetch", name(failed));
    }
    return token;
  }

  private static String name(RuntimeException failed) {
    return failed.getClass().getName();
  }
}
