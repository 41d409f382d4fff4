package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FlowIndex;
import io.github.qxylogin.mock.flow.FlowPart;
import io.github.qxylogin.mock.flow.FlowState;
import io.github.qxylogin.mock.flow.Flows;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the hosted account that a call is for, and refuses calls whose account they are not for, or
 * whose session does not hold.
 */
public record CalledAccounts(AccountStore store, FlowState state) implements Flows.Accounts {

  @Override
  public Exchange completed(Exchange exchange, Flow flow) {
    AccountFlow asked = asked(flow);
    return Optional.ofNullable(asked)
        .flatMap(account -> called(exchange, account))
        .map(account -> exchange.with(named(exchange, asked, account)))
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

  /** Returns how a call is for an account; null when it is for none. */
  private static AccountFlow asked(Flow flow) {
    return flow.account() == null || flow.account().does().keeps() ? null : flow.account();
  }

  /** Where an enterprise has one account alone, no call has to name it. */
  private Optional<Account> called(Exchange exchange, AccountFlow flow) {
    Map<String, Account> accounts = store.of(exchange.value(flow.enterprise()).orElse(""));
    if (isBlank(exchange, flow)) {
      return accounts.values().stream().findFirst().filter(only -> accounts.size() == 1);
    }
    return exchange.value(flow.id()).map(accounts::get);
  }

  @Override
  public Optional<Answer> refusal(Exchange exchange, Flow flow) {
    AccountFlow asked = asked(flow);
    if (asked == null) {
      return lostSession(exchange, flow);
    }
    Optional<Account> called = called(exchange, asked);
    if (called.isEmpty()) {
      return FlowPart.when(exchange, Condition.ACCOUNT_UNKNOWN, unknown(exchange, asked))
          .or(() -> lostSession(exchange, flow));
    }
    Account account = called.get();
    if (asked.modes() != null && !isAmong(account, asked.modes())) {
      return FlowPart.when(
          exchange,
          Condition.LOGIN_MODE_WRONG,
          "the account has another %s than %s"
              .formatted(asked.modes().member(), String.join(", ", asked.modes().values())));
    }
    return asked.byItself() != null && isAmong(account, asked.byItself())
        ? Optional.empty()
        : lostSession(exchange, flow);
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
