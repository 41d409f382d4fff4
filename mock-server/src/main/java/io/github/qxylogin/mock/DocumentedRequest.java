package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The body equals a documented request: the answer is the documented one, value by value. Found in
 * one look, however many requests are documented.
 */
final class DocumentedRequest implements Rule {
  private final Flows flows;
  private final Map<String, Map<JsonNode, Case>> byOperation = new HashMap<>();

  DocumentedRequest(Contract contract, Flows flows) {
    this.flows = flows;
    for (Operation operation : contract.operations()) {
      Map<JsonNode, Case> byRequest = new HashMap<>();
      for (Case documented : operation.cases()) {
        documented.request().ifPresent(request -> byRequest.putIfAbsent(request, documented));
      }
      byOperation.put(operation.id(), byRequest);
    }
  }

  @Override
  public String name() {
    return "documented-request";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    Case documented = byOperation.get(exchange.operation().id()).get(exchange.body());
    if (documented == null) {
      return Optional.empty();
    }
    flows.follow(exchange, documented);
    return Optional.of(
        Answer.of(documented)
            .because("the body is the documented request of " + documented.name()));
  }
}
