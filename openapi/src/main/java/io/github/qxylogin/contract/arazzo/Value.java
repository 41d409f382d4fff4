package io.github.qxylogin.contract.arazzo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Field;
import io.github.qxylogin.contract.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a request.
 *
 * @param expression where it is found; null for a constant
 * @param documented the constant, or the documented value in its place
 */
record Value(@Nullable String expression, JsonNode documented) {

  static Optional<Field> field(Operation operation, String name) {
    return operation.fields().stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** Returns whether a field takes a value, and the value alone selects no case. */
  static boolean fits(Operation operation, String name, JsonNode value) {
    return field(operation, name).filter(field -> field.accepts(value)).isPresent()
        && operation.cases().stream()
            .map(c -> c.magic().get(name))
            .noneMatch(magic -> magic != null && magic.asText().equals(value.asText()));
  }

  /** Within braces, an expression becomes a text, for a field that takes no number. */
  JsonNode json(Operation operation, String name) {
    if (expression == null) {
      return documented;
    }
    boolean text = documented.isNumber() && !fits(operation, name, documented);
    return TextNode.valueOf(text ? "{" + expression + "}" : expression);
  }
}
