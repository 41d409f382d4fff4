package io.github.qxylogin.contract.arazzo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.qxylogin.contract.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A value of a request.
 *
 * @param expression where it is found; null for a constant
 * @param documented the constant, or the documented value in its place
 */
record Value(@Nullable String expression, JsonNode documented) {

  /** Within braces, an expression becomes a text, for a field that takes no number. */
  JsonNode json(Operation operation, String name) {
    if (expression == null) {
      return documented;
    }
    boolean text =
        documented.isNumber()
            && operation.fields().stream()
                .anyMatch(field -> field.name().equals(name) && !field.accepts(documented));
    return TextNode.valueOf(text ? "{" + expression + "}" : expression);
  }
}
