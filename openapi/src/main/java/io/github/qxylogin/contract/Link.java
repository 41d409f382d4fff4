package io.github.qxylogin.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.document.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values that a next call takes from a call.
 *
 * @param operationId the operation that is called next
 * @param fields the source of each field
 */
public record Link(String operationId, Map<String, Source> fields) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private static final Pattern EXPRESSION =
      Pattern.compile("\\{\\$(request|response)\\.body#(/.*)}");

  /** The source of a field's value. */
  public sealed interface Source {
    /** A place in the body of the call's request, or of its response. */
    record Place(boolean inResponse, JsonPointer at) implements Source {}

    /** A value that is the same each time. */
    record Constant(JsonNode value) implements Source {}
  }

  static Link of(Value link) {
    Value body = link.at("requestBody");
    Map<String, Source> fields = new LinkedHashMap<>();
    try {
      JSON.readValue(body.text(), ObjectNode.class)
          .properties()
          .forEach(field -> fields.put(field.getKey(), source(body, field.getValue())));
    } catch (JsonProcessingException noObject) {
      throw body.wrong("a text with a JSON object is expected");
    }
    return new Link(link.text("operationId"), Collections.unmodifiableMap(fields));
  }

  private static Source source(Value body, JsonNode value) {
    if (!value.asText().startsWith("{$")) {
      return new Source.Constant(value);
    }
    Matcher expression = EXPRESSION.matcher(value.asText());
    if (!expression.matches()) {
      throw body.wrong("'" + value.asText() + "' is no expression that is read");
    }
    return new Source.Place(
        expression.group(1).equals("response"), JsonPointer.compile(expression.group(2)));
  }
}
