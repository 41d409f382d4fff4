package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;

/** Reads the platform's JSON with all its documented oddities, and writes it plainly. */
final class Json {
  private Json() {}

  static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    // Errors print "" where the pages promise an object or null.
    for (LogicalType type : new LogicalType[] {LogicalType.POJO, LogicalType.Boolean}) {
      mapper
          .coercionConfigFor(type)
          .setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull);
    }
    return mapper;
  }

  /**
   * Returns the business code of an answer of which only the start may be there; "" without one.
   */
  static String code(ObjectMapper mapper, byte[] start) {
    try (JsonParser parser = mapper.createParser(start)) {
      while (parser.nextToken() != null) {
        boolean envelope =
            parser.getParsingContext().getParent() != null
                && parser.getParsingContext().getParent().inRoot();
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && envelope
            && parser.currentName().equals(Envelope.JSON_PROPERTY_CODE)) {
          parser.nextToken();
          return parser.getValueAsString("");
        }
      }
      return "";
    } catch (IOException noJson) {
      return "";
    }
  }
}
