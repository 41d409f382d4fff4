package io.github.qxylogin.mock;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The hosted accounts, by enterprise. Those of the documentation are there from the start. Each
 * change is atomic for its enterprise.
 *
 * <p>Bounded twice, so that there are never more than twice that many accounts: the enterprises of
 * the latest changes are remembered, and of an enterprise, whenever it is changed, the accounts
 * that are among the latest of all.
 */
final class AccountStore {
  private static final int MOST = 10_000;

  private final Map<String, EnterpriseAccounts> documented;
  private final Latest<String, EnterpriseAccounts> enterprises = new Latest<>(MOST);
  private final AtomicLong created = new AtomicLong();

  AccountStore(Map<String, EnterpriseAccounts> documented) {
    this.documented = Map.copyOf(documented);
  }

  /** Counts an account that is stored, and returns its number, by which the oldest are told. */
  long nextNumber() {
    return created.incrementAndGet();
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
          EnterpriseAccounts before =
              kept == null ? documented(enterprise) : kept.since(created.get() - MOST);
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
