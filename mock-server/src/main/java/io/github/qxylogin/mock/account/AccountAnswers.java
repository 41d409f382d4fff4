package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.EntityFlow;
import io.github.qxylogin.mock.entity.ListedItems;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FlowValues;
import java.util.Collection;
import java.util.List;

/** Writes an account into the form of a documented response. */
final class AccountAnswers {
  private static final ObjectNode UNBOUND = JsonNodeFactory.instance.objectNode();

  private AccountAnswers() {}

  /** Returns the account of a call, with its binding to the product that the call names. */
  static ObjectNode one(Exchange exchange, Case documented, Account account) {
    return FlowValues.of(exchange)
        .with("account", account.json()::get)
        .with("binding", account.binding(product(exchange))::get)
        .fill(exchange, documented);
  }

  /** Returns the product that a call names; {@code ""} if it names none. */
  static String product(Exchange exchange) {
    String field = exchange.operation().flow().account().product();
    return field == null ? "" : exchange.value(field).orElse("");
  }

  /** Returns the products that a call binds: one, or those that it lists. */
  static List<String> products(Exchange exchange) {
    EntityFlow.Items items = exchange.operation().flow().account().items();
    return items == null ? List.of(product(exchange)) : new ListedItems(items).in(exchange.body());
  }

  /** Returns accounts, each once for every product that it is bound to. */
  static ObjectNode list(Exchange exchange, Case documented, List<Account> accounts) {
    FlowValues request = FlowValues.of(exchange);
    return FlowValues.list(
        exchange,
        documented,
        exchange.operation().flow().account().at(),
        accounts.stream()
            .flatMap(
                account -> {
                  Collection<ObjectNode> bindings = account.bindings().values();
                  return (bindings.isEmpty() ? List.of(UNBOUND) : bindings)
                      .stream()
                          .map(
                              binding ->
                                  request
                                      .with("account", account.json()::get)
                                      .with("binding", binding::get));
                }));
  }
}
