package io.github.qxylogin.mock.rules;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.mock.exchange.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts values whose type only other operations document for the field. An id is a number in one
 * operation and a text in another, and no page says whether the platform accepts both.
 */
final class OtherTypes {
  /** A text with a leading zero is another id than its number. */
  private static final Pattern INTEGER = Pattern.compile("0|[1-9]\\d{0,17}");

  private final Map<String, List<Field>> byName;

  OtherTypes(Contract contract) {
    byName =
        contract.operations().stream()
            .flatMap(operation -> operation.fields().stream())
            .collect(groupingBy(Field::name));
  }

  /** Returns the request with each such value in the type of its own operation. */
  Exchange converted(Exchange exchange) {
    Map<String, JsonNode> converted = new HashMap<>();
    for (Field field : exchange.operation().fields()) {
      converted(field, exchange.body().path(field.name()))
          .ifPresent(value -> converted.put(field.name(), value));
    }
    return converted.isEmpty()
        ? exchange
        : exchange.with(exchange.body().deepCopy().setAll(converted));
  }

  /** Returns such a value in the type of its field; empty for any other value. */
  Optional<JsonNode> converted(Field field, JsonNode value) {
    if (field.accepts(value)
        || byName.get(field.name()).stream().noneMatch(other -> other.accepts(value))) {
      return Optional.empty();
    }
    boolean integer = value.isTextual() && INTEGER.matcher(value.asText()).matches();
    return Optional.<JsonNode>of(
            integer ? LongNode.valueOf(value.asLong()) : TextNode.valueOf(value.asText()))
        .filter(other -> (integer || value.isNumber()) && field.accepts(other));
  }
}
