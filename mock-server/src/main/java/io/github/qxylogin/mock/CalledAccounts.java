package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.Optional;

/**
 * Finds the hosted account that a call is for, and refuses calls whose account they are not for, or
 * whose session does not hold.
 */
final class CalledAccounts implements Flows.Accounts {
  private final AccountStore store;
  private final FlowState state;

  CalledAccounts(AccountStore store, FlowState state) {
    this.store = store;
    this.state = state;
  }

  @Override
  public Exchange completed(Exchange exchange, Flow flow) {
    return called(exchange, flow)
        .map(account -> exchange.with(named(exchange, flow.account(), account)))
        .orElse(exchange);
  }

  private static ObjectNode named(Exchange exchange, AccountFlow flow, Account account) {
    ObjectNode body = exchange.body().deepCopy();
    account
        .told()
        .properties()
        .forEach(
            told -> {
              if (Operation.isMissing(body, told.getKey())) {
                body.set(told.getKey(), told.getValue());
              }
            });
    if (isBlank(exchange, flow)) {
      body.put(flow.id(), account.id());
    }
    return body;
  }

  private static boolean isBlank(Exchange exchange, AccountFlow flow) {
    return exchange.value(flow.id()).filter(id -> !id.isBlank()).isEmpty();
  }

  private Optional<Account> called(Exchange exchange, Flow flow) {
    return asked(flow).flatMap(account -> called(exchange, account));
  }

  private static Optional<AccountFlow> asked(Flow flow) {
    return Optional.ofNullable(flow.account()).filter(account -> !account.does().keeps());
  }

  /** Where an enterprise has one account alone, no call has to name it. */
  private Optional<Account> called(Exchange exchange, AccountFlow flow) {
    EnterpriseAccounts accounts = store.of(exchange.value(flow.enterprise()).orElse(""));
    return isBlank(exchange, flow)
        ? accounts.only()
        : accounts.find(exchange.value(flow.id()).orElseThrow());
  }

  @Override
  public Optional<Answer> refusal(Exchange exchange, Flow flow) {
    Optional<AccountFlow> asked = asked(flow);
    Optional<Account> account = called(exchange, flow);
    if (asked.isPresent() && account.isEmpty()) {
      Optional<Answer> unknown =
          FlowPart.when(exchange, Condition.ACCOUNT_UNKNOWN, unknown(exchange, asked.get()));
      if (unknown.isPresent()) {
        return unknown;
      }
    }
    Optional<AccountFlow.Among> modes = asked.map(AccountFlow::modes);
    if (account.isPresent() && modes.filter(m -> !isAmong(account.get(), m)).isPresent()) {
      return FlowPart.when(
          exchange,
          Condition.LOGIN_MODE_WRONG,
          "the account has another %s than %s"
              .formatted(modes.get().member(), String.join(", ", modes.get().values())));
    }
    boolean byItself =
        asked
            .map(AccountFlow::byItself)
            .filter(among -> account.filter(a -> isAmong(a, among)).isPresent())
            .isPresent();
    return byItself ? Optional.empty() : lostSession(exchange, flow);
  }

  private static String unknown(Exchange exchange, AccountFlow flow) {
    return isBlank(exchange, flow)
        ? "the enterprise has not one account alone: send " + flow.id()
        : "the mock keeps no such account of this enterprise";
  }

  /** Of a documented account its printed members are known, and no other. */
  private static boolean isAmong(Account account, AccountFlow.Among among) {
    return !account.told().has(among.member())
        || among.values().contains(account.told().path(among.member()).asText());
  }

  private Optional<Answer> lostSession(Exchange exchange, Flow flow) {
    return Optional.ofNullable(flow.needsSession())
        .filter(
            check ->
                !state.holds(FlowIndex.session(check, FlowPart.values(exchange, flow.session()))))
        .flatMap(
            check ->
                FlowPart.when(
                    exchange,
                    Condition.SESSION_ENDED,
                    "no login opened the session that " + check + " tells of, or it has ended"));
  }
}
