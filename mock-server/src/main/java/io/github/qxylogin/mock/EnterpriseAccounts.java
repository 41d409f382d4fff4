package io.github.qxylogin.mock;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The accounts of one enterprise, of which each person has one. Immutable. */
final class EnterpriseAccounts {
  static final EnterpriseAccounts NONE = new EnterpriseAccounts(Map.of());

  private static final int MOST = 1_000;

  private final Map<String, Account> byId;

  private EnterpriseAccounts(Map<String, Account> byId) {
    this.byId = byId;
  }

  int size() {
    return byId.size();
  }

  Collection<Account> all() {
    return new ArrayList<>(byId.values());
  }

  Optional<Account> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Adds an account, or puts it in the place of the one that has its id; the oldest may go. */
  EnterpriseAccounts with(Account account) {
    Map<String, Account> more = new LinkedHashMap<>(byId);
    more.put(account.id(), account);
    if (more.size() > MOST) {
      more.remove(more.keySet().iterator().next());
    }
    return new EnterpriseAccounts(more);
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

  AccountChange create(Account fresh) {
    return of(fresh.person())
        .map(other -> AccountChange.exists(this, other))
        .orElseGet(() -> AccountChange.done(with(fresh), fresh));
  }

  AccountChange createOrUpdate(Account fresh) {
    Account kept = of(fresh.person()).map(a -> a.changed(a.person(), fresh.told())).orElse(fresh);
    return AccountChange.done(with(kept), kept);
  }

  AccountChange change(String id, UnaryOperator<Account> change) {
    Optional<Account> found = find(id);
    if (found.isEmpty()) {
      return AccountChange.unknown(this);
    }
    Account changed = change.apply(found.get());
    return of(changed.person())
        .filter(other -> !other.id().equals(id))
        .map(other -> AccountChange.exists(this, other))
        .orElseGet(() -> AccountChange.done(with(changed), changed));
  }

  AccountChange unbind(String id, String product) {
    return find(id).filter(account -> account.bindings().containsKey(product)).isPresent()
        ? change(id, account -> account.unbound(product))
        : AccountChange.unknown(this);
  }

  AccountChange delete(String id) {
    Optional<Account> found = find(id);
    if (found.isEmpty()) {
      return AccountChange.unknown(this);
    }
    Map<String, Account> fewer = new LinkedHashMap<>(byId);
    fewer.remove(id);
    return AccountChange.done(new EnterpriseAccounts(fewer), found.get());
  }

  private Optional<Account> of(List<String> person) {
    return person.isEmpty()
        ? Optional.empty()
        : byId.values().stream().filter(a -> a.person().equals(person)).findFirst();
  }
}
