package io.github.qxylogin.mock.flow;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Case;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.mock.exchange.Exchange;
import io.github.qxylogin.mock.exchange.Md5;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts the values of a flow into answers. */
public final class FlowValues {
  private FlowValues() {}

  /** Puts the members that are computed, such as an account's id, or new into an answer. */
  static void derive(Exchange exchange, Flow flow, ObjectNode answer) {
    for (Flow.Derived derived : flow.derived()) {
      put(answer, derived.at(), Md5.hex(joined(exchange, derived)));
    }
    flow.fresh().forEach(at -> replace(answer, at, UUID.randomUUID().toString().replace("-", "")));
    Flow.MaskedMobile mask = flow.maskedMobile();
    if (mask != null) {
      replace(answer, mask.at(), mask.of(mobile(exchange, flow)));
    }
  }

  /** Returns the number that an SMS goes to; empty where the call names none. */
  static String mobile(Exchange exchange, Flow flow) {
    return Optional.ofNullable(flow.mobile()).flatMap(exchange::value).orElse("");
  }

  private static void replace(ObjectNode answer, JsonPointer at, String value) {
    if (answer.at(at).isTextual()) {
      put(answer, at, value);
    }
  }

  private static String joined(Exchange exchange, Flow.Derived derived) {
    return derived.fields().stream()
        .map(field -> described(exchange, field))
        .collect(Collectors.joining(derived.separator()));
  }

  private static String described(Exchange exchange, String name) {
    String value = exchange.value(name).orElse("");
    for (Field field : exchange.operation().fields()) {
      if (field.name().equals(name)) {
        return field.names().getOrDefault(value, value);
      }
    }
    return value;
  }

  /** Puts the members that the answer takes over from an earlier call. */
  static void carry(Map<String, String> values, Flow flow, ObjectNode answer) {
    for (JsonPointer at : flow.carried()) {
      if (values.containsKey(name(at))) {
        put(answer, at, values.get(name(at)));
      }
    }
  }

  static ObjectNode carried(Map<String, String> values, Flow flow, Case documented) {
    ObjectNode answer = documented.answer().deepCopy();
    carry(values, flow, answer);
    return answer;
  }

  /** Puts a member into an answer, as the JSON type that stood there. */
  public static void put(ObjectNode answer, JsonPointer at, String value) {
    if (answer.at(at.head()) instanceof ObjectNode parent) {
      if (answer.at(at).isIntegralNumber()) {
        parent.put(name(at), Long.parseLong(value));
      } else {
        parent.put(name(at), value);
      }
    }
  }

  static String name(JsonPointer at) {
    return at.last().getMatchingProperty();
  }
}
