package io.github.qxylogin.mock.account;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FlowValues;
import io.github.qxylogin.mock.flow.OperationHandler;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes enterprises known: each tax number gets an id of its own, and the same one again. Products
 * are never refused.
 */
public record EnterpriseHandler(AccountStore store) implements OperationHandler {

  @Override
  public Optional<Answer> handle(Exchange exchange, Flow flow) {
    Case success = exchange.operation().firstSuccess();
    return Optional.of(
        applySuccess(exchange, flow, success, Values.GENERATED).because("account.enterprise-made"));
  }

  /** What a documented answer prints is the id of its tax number, unless it has one already. */
  @Override
  public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
    Flow.Enterprise made =
        requireNonNull(flow.enterprise(), "the contract does not say what makes an enterprise");
    String taxNumber = exchange.value(made.taxNumber()).orElse("");
    Optional<AccountStore.Enterprise> known = store.enterprise(taxNumber);
    String printed = success.answer().at(made.at()).asText();
    String fresh = values == Values.DOCUMENTED ? printed : Account.newId();
    String id = known.map(AccountStore.Enterprise::id).orElse(fresh);
    List<String> before = known.map(AccountStore.Enterprise::products).orElse(List.of());
    OrderedProducts ordered = new OrderedProducts(made);
    ObjectNode answer = FlowValues.of(exchange).fill(exchange, success);
    FlowValues.put(answer, made.at(), id);
    ordered.list(answer, exchange.body(), product -> before.contains(Exchange.bounded(product)));
    Stream<String> now = ordered.in(exchange.body()).stream().map(Exchange::bounded);
    List<String> products = Stream.concat(now, before.stream()).toList();
    store.put(taxNumber, new AccountStore.Enterprise(id, products));
    return Answer.of(success, answer);
  }
}
