package io.github.qxylogin.mock;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Moves values between calls: what a later call of the flow must bring or gets back. */
final class FlowValues {
  private final Set<String> names = new LinkedHashSet<>();

  /** Learns from the contract which values later calls need, so that nothing else is kept. */
  FlowValues(Contract contract) {
    for (Operation operation : contract.operations()) {
      Flow flow = operation.flow();
      if (flow != null) {
        names.addAll(flow.identity());
        names.addAll(flow.session());
        flow.carried().forEach(at -> names.add(name(at)));
      }
    }
  }

  /** Returns the values that a call was given. */
  Map<String, String> of(Exchange exchange) {
    return of(exchange, MissingNode.getInstance());
  }

  /** Returns the values that a call was given and answered. */
  Map<String, String> of(Exchange exchange, JsonNode answer) {
    Map<String, String> values = new HashMap<>();
    collect(answer, values);
    for (String name : names) {
      exchange.value(name).ifPresent(value -> values.put(name, value));
    }
    return values;
  }

  /** Looks into an answer at any depth; a request's own members stand at its top alone. */
  private void collect(JsonNode answer, Map<String, String> values) {
    for (Map.Entry<String, JsonNode> member : answer.properties()) {
      JsonNode value = member.getValue();
      if (value.isObject()) {
        collect(value, values);
      } else if (names.contains(member.getKey()) && value.isValueNode() && !value.isNull()) {
        values.put(member.getKey(), Exchange.bounded(value.asText()));
      }
    }
  }

  /** Puts the members that are computed, such as an account's id, or new into an answer. */
  static void derive(Exchange exchange, Flow flow, ObjectNode answer) {
    for (Flow.Derived derived : flow.derived()) {
      put(answer, derived.at(), Md5.hex(joined(exchange, derived)));
    }
    flow.fresh().forEach(at -> replace(answer, at, hexadecimal(UUID.randomUUID())));
    String mobile = Optional.ofNullable(flow.mobile()).flatMap(exchange::value).orElse("");
    Optional.ofNullable(flow.maskedMobile())
        .ifPresent(mask -> replace(answer, mask.at(), mask.of(mobile)));
  }

  private static void replace(ObjectNode answer, JsonPointer at, String value) {
    if (answer.at(at).isTextual()) {
      put(answer, at, value);
    }
  }

  private static String hexadecimal(UUID id) {
    return id.toString().replace("-", "");
  }

  private static String joined(Exchange exchange, Flow.Derived derived) {
    return derived.fields().stream()
        .map(field -> described(exchange, field))
        .collect(Collectors.joining(derived.separator()));
  }

  private static String described(Exchange exchange, String name) {
    String value = exchange.value(name).orElse("");
    return exchange.operation().fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .map(field -> field.names().getOrDefault(value, value))
        .orElse(value);
  }

  /** Puts the members that the answer takes over from an earlier call. */
  static void carry(Map<String, String> values, Flow flow, ObjectNode answer) {
    for (JsonPointer at : flow.carried()) {
      Optional.ofNullable(values.get(name(at))).ifPresent(value -> put(answer, at, value));
    }
  }

  /** Returns the values of fields, in order; nothing when one is not there. */
  static Optional<List<String>> all(List<String> names, Map<String, String> values) {
    return names.stream().allMatch(values::containsKey)
        ? Optional.of(names.stream().map(values::get).toList())
        : Optional.empty();
  }

  /** Puts a member into an answer, as the JSON type that stood there. */
  static void put(ObjectNode answer, JsonPointer at, String value) {
    if (answer.at(at.head()) instanceof ObjectNode parent) {
      if (answer.at(at).isIntegralNumber()) {
        parent.put(name(at), Long.parseLong(value));
      } else {
        parent.put(name(at), value);
      }
    }
  }

  private static String name(JsonPointer at) {
    return at.last().getMatchingProperty();
  }
}
