package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
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
  @JsonCreator
  static RequiredWhen of(
      @JsonProperty("field") String field,
      @JsonProperty("values") List<JsonNode> values,
      @JsonProperty("unless") List<JsonNode> unless,
      @JsonProperty("required") List<String> required) {
    if (values.isEmpty() == unless.isEmpty()) {
      throw new IllegalArgumentException("either values or unless is expected");
    }
    return new RequiredWhen(field, values.isEmpty() ? unless : values, values.isEmpty(), required);
  }

  /** Returns whether a body needs the fields; a number and its text are one value. */
  public boolean holds(JsonNode body) {
    JsonNode told = body.path(field);
    boolean listed =
        told.isValueNode() && values.stream().anyMatch(v -> v.asText().equals(told.asText()));
    return listed != unless;
  }
}
