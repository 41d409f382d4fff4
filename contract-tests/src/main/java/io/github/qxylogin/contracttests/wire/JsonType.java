package io.github.qxylogin.contracttests.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.masking.Redaction;

/** The type of a value, in the words of JSON Schema. */
public final class JsonType {

  /** Of a value that was masked when it was recorded: any type is possible. */
  public static final String MASKED = "masked";

  private JsonType() {}

  public static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case STRING, BINARY -> value.asText().equals(Redaction.MASK) ? MASKED : "string";
      case NULL -> "null";
      case MISSING -> "absent";
    };
  }

  /** Returns whether a value is none: null or the empty text. */
  public static boolean isNullOrEmpty(JsonNode value) {
    return value.isNull() || (value.isTextual() && value.textValue().isEmpty());
  }

  /** Returns whether a value holds nothing: none, or one without members or elements. */
  public static boolean isEmptyOrAbsent(JsonNode value) {
    return value.isMissingNode()
        || isNullOrEmpty(value)
        || (value.isContainerNode() && value.isEmpty());
  }
}
