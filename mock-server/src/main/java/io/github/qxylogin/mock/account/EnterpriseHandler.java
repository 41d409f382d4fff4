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

/**
 * Makes enterprises known: each tax number gets an id of its own, and the same one again. Products
 * are never refused.
 */
public record EnterpriseHandler(AccountStore store) implements OperationHandler {

  @Override
  public Optional<Answer> handle(Exchange exchange, Flow flow) {
    Case success = exchange.operation().firstSuccess();
    return Optional.of(
        applySuccess(exchange, flow, success, Values.GENERATED)
            .because("each tax number has its enterprise"));
  }

  /** What a documented answer prints is the id of its tax number, unless it has one already. */
  @Override
  public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
    Flow.Enterprise made =
        requireNonNull(flow.enterprise(), "the contract does not say what makes an enterprise");
    String printed = success.answer().at(made.at()).asText();
    if (printed.isEmpty()) {
      return OperationHandler.super.applySuccess(exchange, flow, success, values);
    }
    String taxNumber = exchange.value(made.taxNumber()).orElse("");
    String id =
        store.enterpriseOf(
            taxNumber, () -> values == Values.DOCUMENTED ? printed : Account.newId());
    ObjectNode answer = FlowValues.of(exchange).fill(exchange, success);
    FlowValues.put(answer, made.at(), id);
    OrderedProducts ordered = new OrderedProducts(made);
    if (ordered.areListed(answer)) {
      List<String> products = ordered.in(exchange.body());
      List<String> before =
          store.order(taxNumber, products.stream().map(Exchange::bounded).toList());
      ordered.list(answer, exchange.body(), product -> before.contains(Exchange.bounded(product)));
    }
    return Answer.of(success, answer);
  }
}
