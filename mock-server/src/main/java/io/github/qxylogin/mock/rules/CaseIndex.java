package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Exchange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the case whose documented request a body equals. Immutable. */
public final class CaseIndex {
  private final Map<String, Map<ObjectNode, Case>> byOperation = new HashMap<>();

  public CaseIndex(Contract contract) {
    for (Operation operation : contract.operations()) {
      Map<ObjectNode, Case> byRequest = new HashMap<>();
      for (Case documented : operation.cases()) {
        if (documented.request() instanceof ObjectNode request) {
          byRequest.putIfAbsent(withTexts(request, operation), documented);
        }
      }
      byOperation.put(operation.id(), byRequest);
    }
  }

  /**
   * Returns the case whose documented request the body equals, value by value. A number equals its
   * text where the field takes both: JavaScript can send a long number as text only.
   */
  Optional<Case> of(Exchange exchange) {
    Operation operation = exchange.operation();
    return Optional.ofNullable(
        byOperation.get(operation.id()).get(withTexts(exchange.body(), operation)));
  }

  /** Replaces each number by its text where the field takes texts too. */
  private static ObjectNode withTexts(ObjectNode body, Operation operation) {
    ObjectNode texts = body;
    for (Field field : operation.fields()) {
      JsonNode value = body.path(field.name());
      if (value.isNumber() && field.types().contains("string") && field.accepts(value)) {
        texts = texts == body ? JsonNodeFactory.instance.objectNode().setAll(body) : texts;
        texts.put(field.name(), value.asText());
      }
    }
    return texts;
  }
}
