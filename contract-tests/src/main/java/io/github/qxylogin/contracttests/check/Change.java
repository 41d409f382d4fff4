package io.github.qxylogin.contracttests.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Makes out of usual fields those that a check sends. */
@FunctionalInterface
public interface Change {
  Change NONE = (fields, trail) -> {};

  /**
   * Changes the fields in place.
   *
   * @throws MissingValuesException if a value that it needs is nowhere to be had
   */
  void apply(ObjectNode fields, Trail trail) throws MissingValuesException;

  static Change of(Consumer<ObjectNode> change) {
    return (fields, trail) -> change.accept(fields);
  }

  static Change set(String field, JsonNode value) {
    return (fields, trail) -> fields.set(field, value);
  }

  /**
   * Takes over what a link of the contract takes from an earlier call, in the types of the next.
   */
  static Change link(Link link, int from, Operation next) {
    return (fields, trail) ->
        trail
            .follow(link, from)
            .properties()
            .forEach(taken -> put(fields, next, taken.getKey(), taken.getValue()));
  }

  /** Sets a field of an operation, as the type that it takes: pages differ in that of an id. */
  static void put(ObjectNode fields, Operation operation, String name, JsonNode value) {
    fields.set(name, typed(operation, name, value));
  }

  private static JsonNode typed(Operation next, String name, JsonNode value) {
    JsonNode text = TextNode.valueOf(value.asText());
    JsonNode number = JsonText.parse(value.asText().getBytes(UTF_8));
    return next.fields().stream()
        .filter(field -> field.name().equals(name) && !field.accepts(value))
        .flatMap(field -> Stream.of(text, number).filter(field::accepts))
        .findFirst()
        .orElse(value);
  }

  /** Enters the code of the SMS that an earlier call sent. */
  static Change smsCode(Operation redeeming, int sentBy) {
    return (fields, trail) ->
        fields.put(redeeming.inFlow(Flow::smsCode).orElseThrow(), trail.smsCode(sentBy));
  }

  default Change then(Change next) {
    return (fields, trail) -> {
      apply(fields, trail);
      next.apply(fields, trail);
    };
  }
}
