package io.github.qxylogin.mock.account;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.AccountFlow;
import io.github.qxylogin.contract.Case;
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

  /** Returns accounts, each once for every product that it is bound to. */
  static ObjectNode list(Exchange exchange, Case documented, List<Account> accounts) {
    ObjectNode response = FlowValues.of(exchange).fill(exchange, documented);
    AccountFlow flow = exchange.operation().flow().account();
    JsonNode form = flow.accountIn(documented.answer()).get(0);
    ArrayNode rows = response.withArray(flow.at()).removeAll();
    for (Account account : accounts) {
      FlowValues values = FlowValues.of(exchange).with("account", account.json()::get);
      Collection<ObjectNode> bindings = account.bindings().values();
      (bindings.isEmpty() ? List.of(UNBOUND) : bindings)
          .forEach(binding -> rows.add(row(exchange, form, values.with("binding", binding::get))));
    }
    return response;
  }

  private static ObjectNode row(Exchange exchange, JsonNode form, FlowValues values) {
    ObjectNode row = form.deepCopy();
    JsonPointer at = exchange.operation().flow().account().at().appendIndex(0);
    exchange.operation().templates().stream()
        .filter(template -> template.at().head().equals(at))
        .forEach(template -> values.put(row, template, form.path(template.name())));
    return row;
  }
}
