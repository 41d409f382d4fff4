package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hosted accounts by id, bounded. The documented accounts are there from the start, and are
 * forgotten last.
 */
public final class AccountStore {
  private static final int MOST = 10_000;
  private static final int MOST_OF_AN_ENTERPRISE = 1_000;

  private final Map<String, Account> documented;
  private final Store store;
  private final Table<Account> accounts;

  /** The ids of the accounts of an enterprise, in order; no entry while they are the documented. */
  private final Table<List<String>> ids;

  /**
   * @param documented by id
   */
  public AccountStore(Map<String, Account> documented, Store store) {
    this.documented = documented;
    this.store = store;
    accounts = store.table("accounts", MOST, new TypeReference<>() {});
    ids = store.table("accounts-by-enterprise", MOST, new TypeReference<>() {});
  }

  private List<String> ids(String enterprise) {
    List<String> changed = ids.get(enterprise);
    return changed != null
        ? changed
        : documented.values().stream()
            .filter(account -> account.enterprise().equals(enterprise))
            .map(Account::id)
            .toList();
  }

  /** Returns the accounts of an enterprise in the order of their creation. */
  List<Account> of(String enterprise) {
    return ids(enterprise).stream().flatMap(id -> account(id).stream()).toList();
  }

  /** Returns an account as it was stored, or as it is documented until it is removed. */
  Optional<Account> account(String id) {
    return Optional.ofNullable(accounts.get(id))
        .or(
            () ->
                Optional.ofNullable(documented.get(id))
                    .filter(account -> ids(account.enterprise()).contains(id)));
  }

  /**
   * Stores an account, in the place of the one that has its id. When an enterprise has too many,
   * the oldest goes, and a documented one never.
   */
  void put(Account account) {
    List<String> all = new ArrayList<>(ids(account.enterprise()));
    if (!all.contains(account.id())) {
      all.add(account.id());
    }
    if (all.size() > MOST_OF_AN_ENTERPRISE) {
      String oldest =
          all.stream().filter(id -> !documented.containsKey(id)).findFirst().orElseThrow();
      all.remove(oldest);
      accounts.remove(oldest);
    }
    ids.put(account.enterprise(), List.copyOf(all));
    accounts.put(account.id(), account);
  }

  void remove(Account account) {
    List<String> others =
        ids(account.enterprise()).stream().filter(id -> !id.equals(account.id())).toList();
    ids.put(account.enterprise(), others);
    accounts.remove(account.id());
  }

  /**
   * Returns the accounts that an identity is the enterprise, the id or a field of, with their
   * fields, which may be secret.
   */
  public List<ObjectNode> shown(String identity) {
    String bounded = Exchange.bounded(identity);
    return store.transact(
        () ->
            Stream.concat(documented.keySet().stream(), accounts.all().keySet().stream())
                .distinct()
                .flatMap(id -> account(id).stream())
                .filter(account -> account.isOf(bounded))
                .map(Account::shown)
                .toList());
  }

  /** Returns the fields that an account was given; its failed logins count by some of them. */
  public List<String> given(String id) {
    return account(id).stream()
        .flatMap(account -> account.given().valueStream())
        .map(JsonNode::asText)
        .toList();
  }

  /** Forgets all but the documented accounts. */
  public void reset() {
    store.run(() -> List.of(accounts, ids).forEach(Table::clear));
  }
}
