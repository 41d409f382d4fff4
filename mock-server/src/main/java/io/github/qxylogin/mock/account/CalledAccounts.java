package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Identities;
import io.github.qxylogin.mock.flow.FailedLogins;
import io.github.qxylogin.mock.flow.FlowIndex;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.Flows;
import io.github.qxylogin.mock.flow.OperationHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the hosted account that a call is for, and refuses calls whose account they are not for or
 * is locked, or whose session does not hold.
 */
public record CalledAccounts(
    AccountIndex index, AccountStore store, FlowState state, FailedLogins logins)
    implements Flows.Accounts, Identities.Hosted {

  @Override
  public Map<Flow.Role, OperationHandler> handlers() {
    return Map.of(
        Flow.Role.KEEPS_ACCOUNT, new AccountHandler(index, store, state, logins),
        Flow.Role.MAKES_ENTERPRISE, new EnterpriseHandler(store));
  }

  @Override
  public Exchange completed(Exchange exchange, Flow flow) {
    AccountFlow asked = asked(flow);
    Account account = asked == null ? null : called(exchange, asked);
    if (account == null) {
      return exchange;
    }
    ObjectNode body = exchange.body().deepCopy();
    for (Map.Entry<String, JsonNode> field : account.given().properties()) {
      if (Operation.isMissing(body, field.getKey())) {
        body.set(field.getKey(), field.getValue());
      }
    }
    if (isBlank(exchange, asked.id())) {
      body.put(asked.id(), account.id());
    }
    if (isBlank(exchange, asked.enterprise())) {
      body.put(asked.enterprise(), enterprise(exchange, asked));
    }
    return exchange.with(body);
  }

  @Override
  public boolean isNamedBy(Operation operation) {
    return index.isNamedBy(operation);
  }

  @Override
  public List<String> of(Exchange exchange) {
    String enterprise =
        index
            .enterprise(exchange)
            .or(() -> index.account(exchange).map(store::enterpriseOfAccount))
            .orElse(null);
    if (enterprise == null) {
      return List.of();
    }
    Optional<String> named = index.account(exchange);
    Optional<Account> account =
        named.isPresent()
            ? store.account(enterprise, named.get())
            : only(enterprise).filter(one -> asked(exchange.operation().flow()) != null);
    return Stream.concat(
            account.stream().flatMap(index::identities), store.taxNumberOf(enterprise).stream())
        .toList();
  }

  private static boolean isBlank(Exchange exchange, String field) {
    return exchange.value(field).orElse("").isBlank();
  }

  private static @Nullable AccountFlow asked(Flow flow) {
    return flow.account() == null || flow.account().does().keeps() ? null : flow.account();
  }

  /** A call may name its account alone. */
  private String enterprise(Exchange exchange, AccountFlow flow) {
    return isBlank(exchange, flow.enterprise())
        ? store.enterpriseOfAccount(exchange.value(flow.id()).orElse(""))
        : exchange.value(flow.enterprise()).orElseThrow();
  }

  /** Where an enterprise has one account alone, no call has to name it. */
  private @Nullable Account called(Exchange exchange, AccountFlow flow) {
    String enterprise = enterprise(exchange, flow);
    Optional<Account> called =
        isBlank(exchange, flow.id())
            ? only(enterprise)
            : store.account(enterprise, exchange.value(flow.id()).orElseThrow());
    return called.orElse(null);
  }

  private Optional<Account> only(String enterprise) {
    List<Account> accounts = store.of(enterprise);
    return accounts.size() == 1 ? Optional.of(accounts.get(0)) : Optional.empty();
  }

  @Override
  public Optional<Answer> refusal(Exchange exchange, Flow flow) {
    AccountFlow asked = asked(flow);
    if (asked == null) {
      return lostSession(exchange, flow);
    }
    Account account = called(exchange, asked);
    if (account == null) {
      String unknown =
          isBlank(exchange, asked.id())
              ? "the enterprise has not one account alone: send " + asked.id()
              : "the mock keeps no such account of this enterprise";
      return OperationHandler.when(exchange, Condition.ACCOUNT_UNKNOWN, unknown)
          .or(() -> lostSession(exchange, flow));
    }
    if (asked.modes() != null && !isAmong(account, asked.modes())) {
      return OperationHandler.when(
          exchange,
          Condition.LOGIN_MODE_WRONG,
          "the account has another %s than %s"
              .formatted(asked.modes().field(), String.join(", ", asked.modes().values())));
    }
    if (logins.lock(exchange, flow, Optional.empty()).isPresent()) {
      return AccountHandler.refused(exchange, asked, Condition.LOGIN_LOCKED, account);
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
    return check == null
            || state.holds(
                FlowIndex.session(check, OperationHandler.values(exchange, flow.session())))
        ? Optional.empty()
        : OperationHandler.when(
            exchange,
            Condition.SESSION_ENDED,
            "no login opened the session that " + check + " tells of, or it has ended");
  }
}
