package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;
import java.util.function.UnaryOperator;

/** What a check sends. */
sealed interface Body {

  /** A text that is the same for every target. */
  record Text(String text) implements Body {}

  /** Fields with the target's values, changed at the place that is checked. */
  record Fields(ObjectNode documented, UnaryOperator<ObjectNode> change) implements Body {}

  /** Returns the bytes for a target whose values these are. */
  default byte[] bytes(Operation operation, Values values) throws MissingValuesException {
    String text =
        this instanceof Fields fields
            ? fields.change().apply(values.fill(operation, fields.documented())).toString()
            : ((Text) this).text();
    return text.getBytes(UTF_8);
  }
}
