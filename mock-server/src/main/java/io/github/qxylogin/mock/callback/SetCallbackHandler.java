package io.github.qxylogin.mock.callback;

import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.flow.OperationHandler;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import java.util.Objects;
import java.util.Optional;

/** Sets the address of a webhook. The platform accepts any text. */
public record SetCallbackHandler(Callbacks callbacks) implements OperationHandler {
  @Override
  public Optional<ChosenResponse> handle(OperationRequest request, Flow flow) {
    Case success = request.operation().firstSuccess();
    return Optional.of(applySuccess(request, flow, success, Values.GENERATED));
  }

  @Override
  public ChosenResponse applySuccess(
      OperationRequest request, Flow flow, Case success, Values values) {
    Flow.Address address =
        Objects.requireNonNull(flow.address(), "the contract does not say which address is set");
    String url = request.body().path(address.url()).asText().strip();
    return OperationHandler.super
        .applySuccess(request, flow, success, values)
        .because(
            callbacks.set(address.webhook(), url) ? "callback.address-set" : "callback.no-url");
  }
}
