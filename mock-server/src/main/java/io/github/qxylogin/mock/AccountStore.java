package io.github.qxylogin.mock;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The hosted accounts, by enterprise, and the enterprises that were made known: each tax number has
 * an id, and keeps it. The accounts of the documentation are there from the start. Thread-safe.
 *
 * <p>Accounts are bounded twice, so that there are never more than twice that many: the enterprises
 * of the latest changes are remembered, and of an enterprise, whenever it is changed, the accounts
 * that are among the latest of all.
 */
final class AccountStore {
  private static final int MOST = 10_000;

  private final Map<String, EnterpriseAccounts> documented;
  private final Latest<String, EnterpriseAccounts> enterprises = new Latest<>(MOST);
  private final Latest<String, String> idsByTaxNumber = new Latest<>(MOST);
  private final Latest<String, String> taxNumbersById = new Latest<>(MOST);
  private long created;

  AccountStore(Map<String, EnterpriseAccounts> documented) {
    this.documented = documented;
  }

  /** Counts an account that is stored, and returns its number, by which the oldest are told. */
  synchronized long nextNumber() {
    return ++created;
  }

  EnterpriseAccounts of(String enterprise) {
    EnterpriseAccounts accounts = enterprises.get(enterprise);
    return accounts == null
        ? documented.getOrDefault(enterprise, EnterpriseAccounts.NONE)
        : accounts;
  }

  synchronized EnterpriseAccounts.Change change(
      String enterprise, Function<EnterpriseAccounts, EnterpriseAccounts.Change> step) {
    EnterpriseAccounts before = of(enterprise).since(created - MOST);
    EnterpriseAccounts.Change change = step.apply(before);
    if (change.after() != before) {
      enterprises.put(enterprise, change.after());
    }
    return change;
  }

  /** Returns the enterprise that a tax number has: the one that it had before, or a new one. */
  synchronized String enterpriseOf(String taxNumber, Supplier<String> fresh) {
    String known = idsByTaxNumber.get(taxNumber);
    String id = known == null ? fresh.get() : known;
    idsByTaxNumber.put(taxNumber, id);
    taxNumbersById.put(id, taxNumber);
    return id;
  }

  /** Returns the tax number that an enterprise was made known for. */
  Optional<String> taxNumberOf(String enterprise) {
    return Optional.ofNullable(taxNumbersById.get(enterprise));
  }

  /** Forgets all but the documented accounts. */
  synchronized void reset() {
    enterprises.clear();
    idsByTaxNumber.clear();
    taxNumbersById.clear();
  }
}
