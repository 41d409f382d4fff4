package io.github.qxylogin.contracttests.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Operation;

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
  record Fields(ObjectNode documented, Whose whose, Change change) implements Body {}

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
}
