package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Condition;
import java.util.Optional;

/**
 * What became of an enterprise's accounts.
 *
 * @param after all accounts from now on
 * @param refused why nothing was changed, if so
 * @param account the one that was created, changed or deleted, or stands in the way
 */
record AccountChange(
    EnterpriseAccounts after, Optional<Condition> refused, Optional<Account> account) {

  static AccountChange done(EnterpriseAccounts after, Account account) {
    return new AccountChange(after, Optional.empty(), Optional.of(account));
  }

  static AccountChange unknown(EnterpriseAccounts unchanged) {
    return new AccountChange(unchanged, Optional.of(Condition.ACCOUNT_UNKNOWN), Optional.empty());
  }

  static AccountChange exists(EnterpriseAccounts unchanged, Account other) {
    return new AccountChange(unchanged, Optional.of(Condition.ACCOUNT_EXISTS), Optional.of(other));
  }
}
