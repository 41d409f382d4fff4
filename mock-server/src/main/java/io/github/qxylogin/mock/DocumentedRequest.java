package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Operation;
import java.util.Optional;

/** The body equals a documented request: the answer is the documented one, value by value. */
final class DocumentedRequest implements Rule {
  private final Flows flows;

  DocumentedRequest(Flows flows) {
    this.flows = flows;
  }

  @Override
  public String name() {
    return "documented-request";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    Optional<Case> documented = find(exchange.operation(), exchange.body());
    documented.ifPresent(c -> flows.follow(exchange, c));
    return documented.map(
        c -> Answer.of(c).because("the body is the documented request of " + c.name()));
  }

  private static Optional<Case> find(Operation operation, ObjectNode body) {
    return operation.cases().stream()
        .filter(c -> c.request().filter(body::equals).isPresent())
        .findFirst();
  }
}
