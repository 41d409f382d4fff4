package io.github.qxylogin.mock;

import static java.util.Comparator.comparingLong;

import io.github.qxylogin.contract.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** The accounts of one enterprise, of which each person has one. Immutable. */
final class EnterpriseAccounts {
  static final EnterpriseAccounts NONE = new EnterpriseAccounts(Map.of());

  private static final int MOST = 1_000;

  private final Map<String, Account> byId;

  /**
   * What became of an enterprise's accounts.
   *
   * @param after all accounts from now on
   * @param refused why nothing was changed, if so
   * @param account the one that was created, changed or deleted, or stands in the way
   */
  record Change(EnterpriseAccounts after, Optional<Condition> refused, Optional<Account> account) {}

  private EnterpriseAccounts(Map<String, Account> byId) {
    this.byId = byId;
  }

  int size() {
    return byId.size();
  }

  Collection<Account> all() {
    return new ArrayList<>(byId.values());
  }

  /** Returns the account, if there is but one. */
  Optional<Account> only() {
    return byId.size() == 1 ? byId.values().stream().findFirst() : Optional.empty();
  }

  Optional<Account> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Adds an account, or puts it in the place of the one that has its id; when they are too many,
   * the oldest goes, and a documented one last.
   */
  EnterpriseAccounts with(Account account) {
    Map<String, Account> more = new LinkedHashMap<>(byId);
    more.put(account.id(), account);
    if (more.size() > MOST) {
      more.remove(Collections.min(more.values(), comparingLong(Account::number)).id());
    }
    return new EnterpriseAccounts(more);
  }

  /** Stores an account in the place of the one that has its id, or that its person has. */
  Change replace(Account account) {
    return of(account.person())
        .filter(other -> !other.id().equals(account.id()))
        .map(other -> without(other.id()))
        .orElse(this)
        .stored(account);
  }

  private EnterpriseAccounts without(String id) {
    Map<String, Account> fewer = new LinkedHashMap<>(byId);
    fewer.remove(id);
    return new EnterpriseAccounts(fewer);
  }

  /** Forgets the accounts with a smaller number. */
  EnterpriseAccounts since(long number) {
    if (byId.values().stream().allMatch(account -> account.number() >= number)) {
      return this;
    }
    Map<String, Account> latest = new LinkedHashMap<>(byId);
    latest.values().removeIf(account -> account.number() < number);
    return new EnterpriseAccounts(latest);
  }

  /**
   * Stores a new account, unless the person has one.
   *
   * @param numbers is asked only if it is stored, so that refusals age no other account
   */
  Change create(Account fresh, LongSupplier numbers) {
    return of(fresh.person())
        .map(other -> refused(Condition.ACCOUNT_EXISTS, Optional.of(other)))
        .orElseGet(() -> stored(fresh.numbered(numbers.getAsLong())));
  }

  Change createOrUpdate(Account fresh, LongSupplier numbers) {
    return stored(
        of(fresh.person())
            .map(kept -> kept.changed(kept.person(), fresh.told()))
            .orElseGet(() -> fresh.numbered(numbers.getAsLong())));
  }

  private Change stored(Account account) {
    return new Change(with(account), Optional.empty(), Optional.of(account));
  }

  private Change refused(Condition why, Optional<Account> account) {
    return new Change(this, Optional.of(why), account);
  }

  Change change(String id, UnaryOperator<Account> change) {
    Optional<Account> found = find(id);
    if (found.isEmpty()) {
      return refused(Condition.ACCOUNT_UNKNOWN, Optional.empty());
    }
    Account changed = change.apply(found.get());
    return of(changed.person())
        .filter(other -> !other.id().equals(id))
        .map(other -> refused(Condition.ACCOUNT_EXISTS, Optional.of(other)))
        .orElseGet(() -> stored(changed));
  }

  Change unbind(String id, String product) {
    return find(id).filter(account -> account.bindings().containsKey(product)).isPresent()
        ? change(id, account -> account.unbound(product))
        : refused(Condition.ACCOUNT_UNKNOWN, Optional.empty());
  }

  Change delete(String id) {
    return find(id)
        .map(found -> new Change(without(id), Optional.empty(), Optional.of(found)))
        .orElseGet(() -> refused(Condition.ACCOUNT_UNKNOWN, Optional.empty()));
  }

  private Optional<Account> of(List<String> person) {
    return person.isEmpty()
        ? Optional.empty()
        : byId.values().stream().filter(a -> a.person().equals(person)).findFirst();
  }
}
