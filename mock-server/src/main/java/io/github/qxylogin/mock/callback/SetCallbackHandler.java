package io.github.qxylogin.mock.callback;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.OperationHandler;
import java.util.Objects;
import java.util.Optional;

/** Sets the address of a webhook. The platform accepts any text. */
public record SetCallbackHandler(Callbacks callbacks) implements OperationHandler {
  @Override
  public Optional<Answer> handle(Exchange exchange, Flow flow) {
    Case success = exchange.operation().firstSuccess();
    return Optional.of(applySuccess(exchange, flow, success, Values.GENERATED));
  }

  @Override
  public Answer applySuccess(Exchange exchange, Flow flow, Case success, Values values) {
    Flow.Address address =
        Objects.requireNonNull(flow.address(), "the contract does not say which address is set");
    String url = exchange.body().path(address.url()).asText().strip();
    return OperationHandler.super
        .applySuccess(exchange, flow, success, values)
        .because(
            callbacks.set(address.webhook(), url) ? "callback.address-set" : "callback.no-url");
  }
}
