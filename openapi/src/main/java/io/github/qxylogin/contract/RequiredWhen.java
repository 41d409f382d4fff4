package io.github.qxylogin.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Fields that a request needs beside those which it always does.
 *
 * @param field the field of the same body that tells
 * @param values its values that tell, in each type that they are documented with
 * @param unless whether these are the values with which the fields are not needed, and any other
 *     one, or none, tells that they are
 * @param required the fields
 */
public record RequiredWhen(
    String field, List<JsonNode> values, boolean unless, List<String> required) {

  /** Returns whether a body needs the fields; a number and its text are one value. */
  public boolean holds(JsonNode body) {
    JsonNode told = body.path(field);
    boolean listed =
        told.isValueNode() && values.stream().anyMatch(v -> v.asText().equals(told.asText()));
    return listed != unless;
  }

  static RequiredWhen of(Value when) {
    when.graded(List.of("field", "values", "unless", "required"));
    boolean unless = when.at("unless").present();
    if (unless == when.at("values").present()) {
      throw when.wrong("either values or unless is expected");
    }
    return new RequiredWhen(
        when.text("field"),
        when.at(unless ? "unless" : "values").list().stream().map(Value::node).toList(),
        unless,
        when.texts("required"));
  }
}
