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

/** What a call of a check sends. */
public sealed interface Body {
  /** A text that is the same for every target. */
  record Text(String text) implements Body {}

  /**
   * Fields, changed at the place that is checked.
   *
   * @param documented the documented fields
   * @param whose whose values they get
   */
  record Fields(ObjectNode documented, Whose whose, Change change) implements Body {
    public Fields(ObjectNode documented, Whose whose) {
      this(documented, whose, (fields, trail) -> {});
    }
  }

  /** Changes fields in place, before a check sends them. */
  @FunctionalInterface
  interface Change {
    /**
     * Changes the fields.
     *
     * @throws MissingValuesException if a value that it needs is nowhere to be had
     */
    void apply(ObjectNode fields, Trail trail) throws MissingValuesException;

    static Change of(Consumer<ObjectNode> change) {
      return (fields, trail) -> change.accept(fields);
    }

    static Change set(String field, JsonNode value) {
      return of(fields -> fields.set(field, value));
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

  /**
   * Returns the bytes to send.
   *
   * @throws MissingValuesException if a value that it needs is nowhere to be had
   */
  default byte[] bytes(Operation operation, Trail trail) throws MissingValuesException {
    if (this instanceof Text text) {
      return text.text().getBytes(UTF_8);
    }
    Fields fields = (Fields) this;
    ObjectNode filled = trail.values(fields.whose()).fill(operation, fields.documented());
    fields.change().apply(filled, trail);
    return filled.toString().getBytes(UTF_8);
  }

  /** Sets a field of an operation, as the type that it takes: pages differ in that of an id. */
  static void put(ObjectNode fields, Operation operation, String name, JsonNode value) {
    JsonNode text = TextNode.valueOf(value.asText());
    JsonNode number = JsonText.parse(value.asText().getBytes(UTF_8));
    fields.set(
        name,
        operation.fields().stream()
            .filter(field -> field.name().equals(name) && !field.accepts(value))
            .flatMap(field -> Stream.of(text, number).filter(field::accepts))
            .findFirst()
            .orElse(value));
  }
}
