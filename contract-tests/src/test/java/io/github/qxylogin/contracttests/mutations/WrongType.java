package io.github.qxylogin.contracttests.mutations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A JSON type that a field may not have; null is a fault of its own. */
enum WrongType {
  OBJECT,
  ARRAY,
  BOOLEAN,
  NUMBER,
  /** The usual value in quotes, if it has none: nothing but its type is wrong. */
  TEXT;

  /** Returns values of the type, of which the first that a field rejects is sent. */
  private Stream<JsonNode> values(JsonNode usual) {
    return switch (this) {
      case OBJECT -> Stream.of(JsonNodeFactory.instance.objectNode());
      case ARRAY -> Stream.of(JsonNodeFactory.instance.arrayNode());
      case BOOLEAN -> Stream.of(BooleanNode.TRUE);
      case NUMBER -> Stream.of(IntNode.valueOf(1), DecimalNode.valueOf(new BigDecimal("1.5")));
      case TEXT -> Stream.of(TextNode.valueOf(usual.isValueNode() ? usual.asText() : "1"));
    };
  }

  /** Returns those that a field rejects, in their order. */
  public static Stream<WrongType> of(Field field) {
    return Arrays.stream(values())
        .filter(type -> type.value(field, JsonNodeFactory.instance.objectNode()).isPresent());
  }

  /** Returns a value of this type, if a field rejects one. */
  Optional<JsonNode> value(Field field, ObjectNode usual) {
    return values(usual.path(field.name())).filter(value -> !field.accepts(value)).findFirst();
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
