package io.github.qxylogin.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members of what a control call sends, each read as what it has to be. What is wrong is a
 * {@link BadControlRequestException} that names the member; a member of null is as if absent.
 */
final class Members {
  private final ObjectNode body;

  private Members(ObjectNode body) {
    this.body = body;
  }

  /** Takes a body that has no other members than these. */
  static Members of(ObjectNode body, String... known) {
    Set<String> names = Set.of(known);
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw BadControlRequestException.listing(
                    "The body takes no member '%s'.".formatted(name), List.of(known));
              }
            });
    return new Members(body);
  }

  Optional<JsonNode> member(String name) {
    return Optional.of(body.path(name)).filter(value -> body.hasNonNull(name));
  }

  Optional<String> text(String name) {
    return member(name)
        .map(
            value -> checked(value, value.isTextual() && !value.asText().isBlank(), name, "a text"))
        .map(JsonNode::asText);
  }

  Optional<Boolean> flag(String name) {
    return member(name)
        .map(value -> checked(value, value.isBoolean(), name, "true or false"))
        .map(JsonNode::booleanValue);
  }

  Optional<Long> wholeNumber(String name, long least, long most) {
    return member(name)
        .map(
            value ->
                checked(
                    value,
                    value.canConvertToLong()
                        && value.isIntegralNumber()
                        && value.longValue() >= least
                        && value.longValue() <= most,
                    name,
                    "a whole number from %d to %d".formatted(least, most)))
        .map(JsonNode::longValue);
  }

  Optional<Double> number(String name, double least, double most) {
    return member(name)
        .map(
            value ->
                checked(
                    value,
                    value.isNumber() && value.doubleValue() >= least && value.doubleValue() <= most,
                    name,
                    "a number from %s to %s".formatted(least, most)))
        .map(JsonNode::doubleValue);
  }

  Optional<Duration> duration(String name) {
    return text(name)
        .map(
            text -> {
              try {
                return Duration.parse(text);
              } catch (DateTimeParseException notADuration) {
                throw new BadControlRequestException(
                    "%s has to be a duration such as PT2S.".formatted(name));
              }
            });
  }

  /** Returns the elements of a list, which have no other members than these. */
  List<Members> list(String name, int most, String... known) {
    JsonNode list = body.path(name);
    checked(list, list.isArray() && list.size() <= most, name, "a list of at most " + most);
    List<Members> elements = new ArrayList<>();
    for (JsonNode element : list) {
      checked(element, element.isObject(), name, "a list of objects");
      elements.add(of((ObjectNode) element, known));
    }
    return elements;
  }

  /** The value itself is not told: it may be an identity, or long. */
  private static JsonNode checked(JsonNode value, boolean holds, String name, String wanted) {
    if (!holds) {
      throw new BadControlRequestException("%s has to be %s.".formatted(name, wanted));
    }
    return value;
  }
}
