package io.github.qxylogin.mock.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.mock.exchange.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the case that a body selects, in one look, however many are documented. Worked out once;
 * immutable.
 */
public final class CaseIndex {
  private final Map<String, Cases> byOperation = new HashMap<>();

  public CaseIndex(Contract contract) {
    contract.operations().forEach(one -> byOperation.put(one.id(), Cases.of(one)));
  }

  /**
   * Finds the case whose documented request the body equals, value by value. A number equals its
   * text where the field takes both: a caller whose numbers are doubles can send a long one as text
   * alone.
   */
  Optional<Case> ofRequest(Exchange exchange) {
    return byOperation.get(exchange.operation().id()).find(exchange.body());
  }

  Optional<Case> ofMagicValue(Exchange exchange) {
    for (Case each : byOperation.get(exchange.operation().id()).magic()) {
      if (each.isSelectedBy(exchange.body())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** A documented request {@link Cases#withTexts}, and the case that it gets. */
  private record Documented(ObjectNode request, Case gets) {}

  /**
   * The cases of an operation.
   *
   * @param byHash those with a request, by its {@link #hash}
   * @param magic those that a value selects
   * @param asText the fields that take texts, and may take numbers too
   */
  private record Cases(
      Map<Integer, List<Documented>> byHash, List<Case> magic, List<Field> asText) {

    static Cases of(Operation operation) {
      Cases cases =
          new Cases(
              new HashMap<>(),
              operation.cases().stream().filter(c -> !c.magic().isEmpty()).toList(),
              operation.fields().stream().filter(f -> f.types().contains("string")).toList());
      for (Case each : operation.cases()) {
        if (each.request() != null) {
          ObjectNode request = cases.withTexts((ObjectNode) each.request());
          cases
              .byHash
              .computeIfAbsent(hash(request), h -> new ArrayList<>())
              .add(new Documented(request, each));
        }
      }
      return cases;
    }

    Optional<Case> find(ObjectNode body) {
      ObjectNode sent = withTexts(body);
      for (Documented documented : byHash.getOrDefault(hash(sent), List.of())) {
        if (documented.request().equals(sent)) {
          return Optional.of(documented.gets());
        }
      }
      return Optional.empty();
    }

    /** Returns a body with the text in place of each number whose field takes texts too. */
    private ObjectNode withTexts(ObjectNode body) {
      ObjectNode texts = null;
      for (Field field : asText) {
        JsonNode value = body.path(field.name());
        if (value.isNumber() && field.accepts(value)) {
          if (texts == null) {
            texts = JsonNodeFactory.instance.objectNode().setAll(body);
          }
          texts.put(field.name(), value.asText());
        }
      }
      return texts == null ? body : texts;
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
}
