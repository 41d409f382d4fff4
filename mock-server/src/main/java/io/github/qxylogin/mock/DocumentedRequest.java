package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body equals a documented request: the answer is the documented one, value by value. Found in
 * one look, however many requests are documented.
 */
final class DocumentedRequest implements Rule {
  private final Flows flows;
  private final Map<String, Map<Integer, List<Case>>> byOperation = new HashMap<>();

  DocumentedRequest(Contract contract, Flows flows) {
    this.flows = flows;
    for (Operation operation : contract.operations()) {
      Map<Integer, List<Case>> byRequest = new HashMap<>();
      for (Case documented : operation.cases()) {
        documented
            .request()
            .ifPresent(
                request ->
                    byRequest
                        .computeIfAbsent(hash(request), h -> new ArrayList<>())
                        .add(documented));
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
    Optional<Case> documented = find(exchange.operation(), exchange.body());
    documented.ifPresent(c -> flows.follow(exchange, c));
    return documented.map(
        c -> Answer.of(c).because("the body is the documented request of " + c.name()));
  }

  private Optional<Case> find(Operation operation, JsonNode body) {
    return byOperation.get(operation.id()).getOrDefault(hash(body), List.of()).stream()
        .filter(c -> c.request().filter(body::equals).isPresent())
        .findFirst();
  }

  /** Goes no deeper than the members themselves, since a body may be deeper than the stack. */
  private static int hash(JsonNode body) {
    int hash = 0;
    for (Map.Entry<String, JsonNode> member : body.properties()) {
      JsonNode value = member.getValue();
      hash += member.getKey().hashCode() ^ (value.isContainerNode() ? 0 : value.hashCode());
    }
    return hash;
  }
}
