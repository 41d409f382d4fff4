package io.github.qxylogin.contracttests.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Link;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.TestUsers.MissingValuesException;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The request body of a call. */
public sealed interface Body {
  /** A text that is the same for every target. */
  record Text(String text) implements Body {}

  /** The values that a link of the contract, or an SMS, takes from an earlier step. */
  record Taken(Link link, int from) {}

  /**
   * Fields, changed at the place that is checked.
   *
   * @param documented the documented fields
   * @param user the test user that provides the values
   * @param taken the values of an earlier call
   * @param change changes the fields in place, after all that
   */
  record Fields(
      ObjectNode documented, TestUser user, Optional<Taken> taken, Consumer<ObjectNode> change)
      implements Body {
    public Fields(ObjectNode documented, TestUser user, Consumer<ObjectNode> change) {
      this(documented, user, Optional.empty(), change);
    }

    public Fields(ObjectNode documented, TestUser user) {
      this(documented, user, fields -> {});
    }
  }

  /**
   * Returns the bytes to send.
   *
   * @throws MissingValuesException if a value that it needs is nowhere to be had
   */
  default byte[] bytes(Operation operation, CallHistory history) throws MissingValuesException {
    if (this instanceof Text text) {
      return text.text().getBytes(UTF_8);
    }
    Fields fields = (Fields) this;
    ObjectNode filled = history.values(fields.user()).fill(operation, fields.documented());
    if (fields.taken().isPresent()) {
      history.copyLinked(fields.taken().get(), operation, filled);
    }
    fields.change().accept(filled);
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
