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

/** Writes an account into the form of a documented response. */
final class AccountAnswers {
  private AccountAnswers() {}

  /** Returns the account of a call, with its binding to the product that the call names. */
  static ObjectNode one(Exchange exchange, Case documented, Account account) {
    FlowValues values = FlowValues.of(exchange).with("account", account.json());
    AccountFlow flow = exchange.operation().flow().account();
    Account.Binding binding =
        flow.product() == null
            ? null
            : account.bindings().get(exchange.body().path(flow.product()).asText());
    return (binding == null ? values : values.with("binding", binding.json()))
        .fill(exchange, documented);
  }

  /** Returns accounts, each once for every product that it is bound to. */
  static ObjectNode list(Exchange exchange, Case documented, Collection<Account> accounts) {
    ObjectNode response = FlowValues.of(exchange).fill(exchange, documented);
    AccountFlow flow = exchange.operation().flow().account();
    if (flow.accountIn(response) instanceof ArrayNode rows) {
      JsonNode form = flow.accountIn(documented.answer()).get(0);
      rows.removeAll();
      for (Account account : accounts) {
        FlowValues values = FlowValues.of(exchange).with("account", account.json());
        if (account.bindings().isEmpty()) {
          rows.add(row(exchange, form, values, JsonNodeFactory.instance.objectNode()));
        }
        account
            .bindings()
            .forEach(
                (product, binding) ->
                    rows.add(
                        row(exchange, form, values, binding.json().put(flow.product(), product))));
      }
    }
    return response;
  }

  private static ObjectNode row(
      Exchange exchange, JsonNode form, FlowValues values, ObjectNode binding) {
    ObjectNode row = form.deepCopy();
    FlowValues known = values.with("binding", binding);
    JsonPointer at = exchange.operation().flow().account().at().appendIndex(0);
    exchange.operation().templates().stream()
        .filter(template -> template.at().head().equals(at))
        .forEach(template -> known.put(row, template, form.path(template.name())));
    return row;
  }
}
