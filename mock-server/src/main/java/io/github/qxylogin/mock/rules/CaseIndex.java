package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.http.ChosenResponse;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.OperationRequest;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Finds the case with a documented request that a body equals. Thread-safe. */
public final class CaseIndex {
  private final Map<String, Map<ObjectNode, Case>> byOperation = new HashMap<>();

  /** The bytes of the documented responses. Each is written when it is first sent. */
  private final IdentityHashMap<JsonNode, AtomicReference<byte[]>> bodies = new IdentityHashMap<>();

  public CaseIndex(Contract contract) {
    for (Operation operation : contract.operations()) {
      Map<ObjectNode, Case> byRequest = new HashMap<>();
      for (Case documented : operation.cases()) {
        bodies.put(documented.response(), new AtomicReference<>());
        if (documented.request() instanceof ObjectNode request) {
          byRequest.putIfAbsent(withTexts(request, operation), documented);
        }
      }
      byOperation.put(operation.id(), byRequest);
    }
  }

  /**
   * Returns the case with a documented request that the body equals, value by value. A number
   * equals its text where the field takes both: JavaScript can send a long number as text only.
   */
  Optional<Case> of(OperationRequest request) {
    Operation operation = request.operation();
    return Optional.ofNullable(
        byOperation.get(operation.id()).get(withTexts(request.body(), operation)));
  }

  /** Writes a response. The body of a documented one is written once only. */
  MockResponse response(ChosenResponse response) {
    AtomicReference<byte[]> body = bodies.get(response.body());
    if (body == null) {
      return MockResponse.of(response);
    }
    if (body.get() == null) {
      body.set(MockResponse.of(response).body());
    }
    return MockResponse.of(response, body.get());
  }

  /** Replaces each number by its text where the field takes texts too. */
  private static ObjectNode withTexts(ObjectNode body, Operation operation) {
    ObjectNode texts = null;
    for (Field field : operation.fields()) {
      JsonNode value = body.path(field.name());
      if (value.isNumber() && field.types().contains("string") && field.accepts(value)) {
        texts = texts == null ? JsonNodeFactory.instance.objectNode().setAll(body) : texts;
        texts.put(field.name(), value.asText());
      }
    }
    return texts == null ? body : texts;
  }
}
