package io.github.qxylogin.mock;

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
  private final Latest<String, EnterpriseAccounts> enterprises =
      new Latest<>(MOST_ACCOUNTS, EnterpriseAccounts::size);

  AccountStore(Map<String, EnterpriseAccounts> documented) {
    this.documented = Map.copyOf(documented);
  }

  EnterpriseAccounts of(String enterprise) {
    EnterpriseAccounts accounts = enterprises.get(enterprise);
    return accounts == null ? documented(enterprise) : accounts;
  }

  AccountChange change(String enterprise, Function<EnterpriseAccounts, AccountChange> step) {
    AtomicReference<AccountChange> change = new AtomicReference<>();
    enterprises.compute(
        enterprise,
        kept -> {
          EnterpriseAccounts before = kept == null ? documented(enterprise) : kept;
          change.set(step.apply(before));
          EnterpriseAccounts after = change.get().after();
          return after == before ? kept : after;
        });
    return change.get();
  }

  /** Forgets all accounts but the documented ones. */
  void reset() {
    enterprises.clear();
  }

  private EnterpriseAccounts documented(String enterprise) {
    return documented.getOrDefault(enterprise, EnterpriseAccounts.NONE);
  }
}
