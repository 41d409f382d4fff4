package io.github.qxylogin.mock.account;

import static io.github.qxylogin.mock.flow.OperationHandler.values;
import static io.github.qxylogin.mock.flow.OperationHandler.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowIndex;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hosted account that a call is for. Refuses a call if its account is another kind or is
 * locked, or if its session does not hold.
 */
public record CalledAccounts(
    AccountIndex index,
    AccountStore store,
    Enterprises enterprises,
    FlowState state,
    FailedLogins logins)
    implements Flows.Accounts {

  /** Returns the handler of the operations that keep accounts. */
  public OperationHandler handler() {
    return new AccountHandler(index, store, enterprises, state, logins);
  }

  @Override
  public Exchange completed(Exchange exchange, Flow flow) {
    AccountFlow asked = asked(flow);
    Optional<Account> called = asked == null ? Optional.empty() : called(exchange, asked);
    if (called.isEmpty()) {
      return exchange;
    }
    ObjectNode known = called.get().given().deepCopy();
    known.put(asked.id(), called.get().id()).put(asked.enterprise(), called.get().enterprise());
    ObjectNode body = exchange.body().deepCopy();
    known.properties().stream()
        .filter(field -> Operation.isMissing(body, field.getKey()))
        .forEach(field -> body.set(field.getKey(), field.getValue()));
    return exchange.with(body);
  }

  /** Returns the present identities of the account that a call names. */
  public List<String> identities(Exchange exchange) {
    String enterprise = index.enterprise(exchange);
    String id = index.account(exchange);
    if (enterprise.isEmpty() && id.isEmpty()) {
      return List.of();
    }
    boolean canName = !id.isEmpty() || asked(exchange.operation().flow()) != null;
    Optional<Account> account = canName ? find(enterprise, id) : Optional.empty();
    return Stream.concat(
            account.stream().flatMap(index::identities),
            enterprises.taxNumber(account.map(Account::enterprise).orElse(enterprise)).stream())
        .toList();
  }

  /** Returns the tax number of an enterprise or of an account, if it is known. */
  public Optional<String> taxNumber(String id) {
    Optional<Account> named = store.account(id);
    Stream<Account> accounts = named.map(Stream::of).orElseGet(() -> store.of(id).stream());
    return enterprises
        .taxNumber(named.map(Account::enterprise).orElse(id))
        .or(() -> accounts.flatMap(account -> account.values(index.taxNumbers())).findFirst());
  }

  private static @Nullable AccountFlow asked(@Nullable Flow flow) {
    AccountFlow account = flow == null ? null : flow.account();
    return account == null || account.does().keeps() ? null : account;
  }

  private Optional<Account> called(Exchange exchange, AccountFlow flow) {
    return find(exchange.value(flow.enterprise()).orElse(""), exchange.value(flow.id()).orElse(""));
  }

  /**
   * Returns the account of an id, or the only one of an enterprise. A call may name its account
   * alone.
   */
  private Optional<Account> find(String enterprise, String id) {
    if (!id.isBlank()) {
      return store
          .account(id)
          .filter(account -> enterprise.isBlank() || account.enterprise().equals(enterprise));
    }
    List<Account> accounts = store.of(enterprise);
    return accounts.size() == 1 ? Optional.of(accounts.get(0)) : Optional.empty();
  }

  @Override
  public Optional<Answer> refusal(Exchange exchange, Flow flow) {
    AccountFlow named = flow.account();
    if (named != null && enterprises.isDeleted(exchange.value(named.enterprise()).orElse(""))) {
      Message deleted = Message.of("account.enterprise-deleted");
      return when(exchange, Condition.ENTERPRISE_UNKNOWN, deleted)
          .or(() -> when(exchange, Condition.ACCOUNT_UNKNOWN, deleted));
    }
    AccountFlow asked = asked(flow);
    if (asked == null) {
      return lostSession(exchange, flow);
    }
    Account account = called(exchange, asked).orElse(null);
    if (account == null) {
      Message unknown =
          exchange.value(asked.id()).orElse("").isBlank()
              ? Message.of("account.not-one", asked.id())
              : Message.of("account.unknown");
      return when(exchange, Condition.ACCOUNT_UNKNOWN, unknown)
          .or(() -> lostSession(exchange, flow));
    }
    if (asked.modes() != null && !isAmong(account, asked.modes())) {
      return when(
          exchange,
          Condition.LOGIN_MODE_WRONG,
          "account.mode-wrong",
          asked.modes().field(),
          String.join(", ", asked.modes().values()));
    }
    if (logins.lock(exchange, flow, Optional.empty()).isPresent()) {
      return AccountHandler.refused(exchange, Condition.LOGIN_LOCKED, account);
    }
    return asked.byItself() != null && isAmong(account, asked.byItself())
        ? Optional.empty()
        : lostSession(exchange, flow);
  }

  /** Of a documented account its printed members are known, and no other. */
  private static boolean isAmong(Account account, Flow.Among among) {
    return !account.given().has(among.field()) || among.holds(account.given());
  }

  private Optional<Answer> lostSession(Exchange exchange, Flow flow) {
    String check = flow.needsSession();
    return check == null || state.holds(FlowIndex.session(check, values(exchange, flow.session())))
        ? Optional.empty()
        : when(exchange, Condition.SESSION_ENDED, "flow.session-ended-of", check);
  }
}
