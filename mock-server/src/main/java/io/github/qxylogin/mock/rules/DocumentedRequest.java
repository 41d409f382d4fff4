package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Answer;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.flow.FlowPart;
import io.github.qxylogin.mock.flow.Flows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body equals a documented request: the answer is the documented one, value by value. A number
 * equals its text where the field takes both: a caller whose numbers are doubles can send a long
 * one as text alone. Found in one look, however many requests are documented.
 */
public final class DocumentedRequest implements Rule {
  private final Index index;
  private final Flows flows;

  DocumentedRequest(Index index, Flows flows) {
    this.index = index;
    this.flows = flows;
  }

  /** The documented requests. Worked out once; immutable. */
  public static final class Index {
    private final Map<String, Map<Integer, List<Documented>>> byOperation = new HashMap<>();

    public Index(Contract contract) {
      for (Operation operation : contract.operations()) {
        Map<Integer, List<Documented>> byRequest = new HashMap<>();
        for (Case each : operation.cases()) {
          if (each.request() != null) {
            ObjectNode request = withTexts(operation, (ObjectNode) each.request());
            byRequest
                .computeIfAbsent(hash(request), h -> new ArrayList<>())
                .add(new Documented(request, each));
          }
        }
        byOperation.put(operation.id(), byRequest);
      }
    }

    private Optional<Case> find(Operation operation, ObjectNode body) {
      ObjectNode sent = withTexts(operation, body);
      return byOperation.get(operation.id()).getOrDefault(hash(sent), List.of()).stream()
          .filter(documented -> documented.request().equals(sent))
          .map(Documented::gets)
          .findFirst();
    }
  }

  /** A request {@link #withTexts}, and the case that it gets. */
  private record Documented(ObjectNode request, Case gets) {}

  @Override
  public String name() {
    return "documented-request";
  }

  @Override
  public Optional<Answer> answer(Exchange exchange) {
    return Optional.of(exchange)
        .filter(sent -> !sent.malformed())
        .flatMap(sent -> index.find(sent.operation(), sent.body()))
        .map(
            documented ->
                flows
                    .happen(exchange, documented, FlowPart.Values.PRINTED)
                    .because("the body is the documented request of " + documented.name()));
  }

  /** Returns a body with the text in place of each number whose field takes texts too. */
  private static ObjectNode withTexts(Operation operation, ObjectNode body) {
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    for (Field field : operation.fields()) {
      JsonNode value = body.path(field.name());
      if (value.isNumber() && field.accepts(value) && field.types().contains("string")) {
        texts.put(field.name(), value.asText());
      }
    }
    return texts.isEmpty()
        ? body
        : JsonNodeFactory.instance.objectNode().<ObjectNode>setAll(body).setAll(texts);
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
