package io.github.qxylogin.mock.account;

import static java.util.Comparator.comparingLong;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.store.Store;
import io.github.qxylogin.mock.store.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The hosted accounts, by enterprise and id, and the enterprises that were made known: each tax
 * number has an id, and keeps it. The accounts of the documentation are there from the start.
 * Thread-safe.
 *
 * <p>Accounts are bounded twice, so that there are never more than twice that many: the enterprises
 * of the latest changes are remembered, and of an enterprise, whenever it is changed, the accounts
 * that are among the latest of all.
 */
public final class AccountStore {
  private static final int MOST = 10_000;
  private static final int MOST_OF_AN_ENTERPRISE = 1_000;
  private static final int MOST_PRODUCTS = 1_000;
  private static final String CREATED = "created";

  private final Map<String, Map<String, Account>> documented;
  private final Store store;
  private final Table<Map<String, Account>> enterprises;
  private final Table<String> idsByTaxNumber;
  private final Table<String> taxNumbersById;

  /** Products by tax number, the latest order first. */
  private final Table<List<String>> orders;

  private final Table<String> enterprisesByAccount;

  /** How many accounts were stored, under one key. */
  private final Table<Long> created;

  public AccountStore(Map<String, Map<String, Account>> documented, Store store) {
    this.documented = documented;
    this.store = store;
    enterprises = store.table("enterprises", MOST, new TypeReference<>() {});
    idsByTaxNumber = store.table("ids-by-tax-number", MOST, new TypeReference<>() {});
    taxNumbersById = store.table("tax-numbers-by-id", MOST, new TypeReference<>() {});
    orders = store.table("products-by-tax-number", MOST, new TypeReference<>() {});
    enterprisesByAccount = store.table("enterprises-by-account", MOST, new TypeReference<>() {});
    created = store.table("accounts-created", 1, new TypeReference<>() {});
  }

  /** Returns the accounts of an enterprise in the order of their creation; not to be changed. */
  Map<String, Account> of(String enterprise) {
    Map<String, Account> accounts = enterprises.get(enterprise);
    return accounts == null ? documented.getOrDefault(enterprise, Map.of()) : accounts;
  }

  /** Returns the enterprise of an account; {@code ""} if it has none, or is unknown. */
  String enterpriseOfAccount(String id) {
    String known = enterprisesByAccount.get(id);
    return known != null
        ? known
        : documented.entrySet().stream()
            .filter(enterprise -> enterprise.getValue().containsKey(id))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
  }

  /**
   * Returns the other account of an enterprise that is the same by its fields. One that names no
   * person is the same as no other.
   */
  Optional<Account> same(String enterprise, Account account, List<String> unique) {
    return of(enterprise).values().stream()
        .filter(other -> !account.person().isEmpty() && !other.id().equals(account.id()))
        .filter(other -> other.isSame(account, unique))
        .findFirst();
  }

  /**
   * Stores an account, in the place of the one that has its id, and returns it as it is stored.
   * When an enterprise has too many, the oldest goes, and a documented one last.
   */
  Account put(String enterprise, Account account) {
    return store.transact(
        () -> {
          Map<String, Account> accounts = latest(enterprise);
          Account stored =
              account.number() == Account.NOT_STORED ? account.numbered(nextNumber()) : account;
          accounts.put(stored.id(), stored);
          if (accounts.size() > MOST_OF_AN_ENTERPRISE) {
            accounts.remove(
                Collections.min(accounts.values(), comparingLong(Account::number)).id());
          }
          enterprises.put(enterprise, accounts);
          enterprisesByAccount.put(stored.id(), enterprise);
          return stored;
        });
  }

  void remove(String enterprise, Account account) {
    store.run(
        () -> {
          Map<String, Account> accounts = latest(enterprise);
          accounts.remove(account.id());
          enterprises.put(enterprise, accounts);
        });
  }

  private Map<String, Account> latest(String enterprise) {
    long forgotten = created() - MOST;
    Map<String, Account> accounts = new LinkedHashMap<>(of(enterprise));
    accounts.values().removeIf(account -> account.number() < forgotten);
    return accounts;
  }

  private long created() {
    Long number = created.get(CREATED);
    return number == null ? 0 : number;
  }

  private long nextNumber() {
    long number = created() + 1;
    created.put(CREATED, number);
    return number;
  }

  /** Returns the enterprise that a tax number has: the one that it had before, or a new one. */
  String enterpriseOf(String taxNumber, Supplier<String> fresh) {
    return store.transact(
        () -> {
          String known = idsByTaxNumber.get(taxNumber);
          String id = known == null ? fresh.get() : known;
          idsByTaxNumber.put(taxNumber, id);
          taxNumbersById.put(id, taxNumber);
          return id;
        });
  }

  /** Orders products for a tax number, and returns those that were ordered before. */
  List<String> order(String taxNumber, List<String> products) {
    return store.transact(
        () -> {
          List<String> before = Objects.requireNonNullElse(orders.get(taxNumber), List.of());
          orders.put(
              taxNumber,
              Stream.concat(products.stream(), before.stream())
                  .distinct()
                  .limit(MOST_PRODUCTS)
                  .toList());
          return before;
        });
  }

  /** Returns the tax number that an enterprise was made known for. */
  Optional<String> taxNumberOf(String enterprise) {
    return Optional.ofNullable(taxNumbersById.get(enterprise));
  }

  /**
   * Returns the accounts that an identity is the enterprise, the id or a value of, with what they
   * were given, which may be secret.
   */
  public List<ObjectNode> shown(String identity) {
    String bounded = Exchange.bounded(identity);
    return all()
        .flatMap(
            enterprise ->
                enterprise.getValue().values().stream()
                    .filter(account -> enterprise.getKey().equals(bounded) || account.isOf(bounded))
                    .map(account -> account.shown(enterprise.getKey())))
        .toList();
  }

  /** Returns what the account of an id was given; its failed logins count by some of it. */
  public List<String> given(String id) {
    return all()
        .flatMap(enterprise -> Stream.ofNullable(enterprise.getValue().get(id)))
        .flatMap(account -> account.told().valueStream())
        .map(JsonNode::asText)
        .toList();
  }

  /**
   * Returns the tax number of an enterprise or of an account, if it is known.
   *
   * @param members the members of an account that hold one
   */
  public Optional<String> taxNumber(String id, Set<String> members) {
    String enterprise = enterpriseOfAccount(id);
    Account account = of(enterprise).get(id);
    return account == null
        ? taxNumberOf(id).or(() -> taxNumberIn(of(id).values().stream(), members))
        : taxNumberIn(Stream.of(account), members).or(() -> taxNumberOf(enterprise));
  }

  private static Optional<String> taxNumberIn(Stream<Account> accounts, Set<String> members) {
    return accounts
        .flatMap(account -> members.stream().map(account.told()::path))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst();
  }

  private Stream<Map.Entry<String, Map<String, Account>>> all() {
    Map<String, Map<String, Account>> all = new LinkedHashMap<>(documented);
    all.putAll(enterprises.all());
    return all.entrySet().stream();
  }

  /** Forgets all but the documented accounts. */
  public void reset() {
    store.run(
        () -> {
          enterprises.clear();
          idsByTaxNumber.clear();
          taxNumbersById.clear();
          orders.clear();
          enterprisesByAccount.clear();
        });
  }
}
