package io.github.qxylogin.mock;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The hosted accounts, by enterprise, bounded. Those of the documentation are there from the start.
 * Each change is atomic for its enterprise.
 */
final class AccountStore {
  private static final int MOST_ACCOUNTS = 10_000;

  private final Map<String, EnterpriseAccounts> documented;
  private final Cache<String, EnterpriseAccounts> enterprises =
      Caffeine.newBuilder()
          .maximumWeight(MOST_ACCOUNTS)
          .<String, EnterpriseAccounts>weigher((enterprise, accounts) -> 1 + accounts.size())
          .executor(Runnable::run)
          .build();

  AccountStore(Map<String, EnterpriseAccounts> documented) {
    this.documented = Map.copyOf(documented);
  }

  EnterpriseAccounts of(String enterprise) {
    EnterpriseAccounts accounts = enterprises.getIfPresent(enterprise);
    return accounts == null ? documented(enterprise) : accounts;
  }

  AccountChange change(String enterprise, Function<EnterpriseAccounts, AccountChange> step) {
    AtomicReference<AccountChange> change = new AtomicReference<>();
    enterprises
        .asMap()
        .compute(
            enterprise,
            (key, kept) -> {
              EnterpriseAccounts before = kept == null ? documented(enterprise) : kept;
              change.set(step.apply(before));
              EnterpriseAccounts after = change.get().after();
              return after == before ? kept : after;
            });
    return change.get();
  }

  /** Forgets all accounts but the documented ones. */
  void reset() {
    enterprises.invalidateAll();
  }

  private EnterpriseAccounts documented(String enterprise) {
    return documented.getOrDefault(enterprise, EnterpriseAccounts.NONE);
  }
}
