package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;

/** Reads the platform's JSON with all its documented oddities, and writes it plainly. */
final class Json {
  private static final JsonFactory STREAMS = new JsonFactory();

  private Json() {}

  static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    // Errors print "" where the pages promise an object or null.
    mapper
        .coercionConfigFor(LogicalType.POJO)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull);
    return mapper;
  }

  /** Returns the mapper of a client, which alone writes passwords as they are sent. */
  static ObjectMapper mapper(PasswordCipher passwords) {
    return mapper()
        .registerModule(new SimpleModule().addSerializer(Password.class, writer(passwords)));
  }

  /**
   * Returns a member of the outermost object, as text: a number as it is written, and the last of
   * several members of one name, as the mapper reads it. "" if it is neither a text nor a number,
   * or not there, or if that object is not whole.
   */
  static String member(byte[] json, String name) {
    String found = "";
    try (JsonParser parser = STREAMS.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        boolean wanted = parser.currentName().equals(name);
        JsonToken value = parser.nextToken();
        if (wanted) {
          boolean said = value == JsonToken.VALUE_STRING || value.isNumeric();
          found = said ? parser.getText() : "";
        }
        parser.skipChildren();
      }
      return found;
    } catch (IOException broken) {
      return "";
    }
  }

  private static JsonSerializer<Password> writer(PasswordCipher passwords) {
    return new JsonSerializer<Password>() {
      @Override
      public void serialize(Password password, JsonGenerator json, SerializerProvider unused)
          throws IOException {
        json.writeString(password.encryptedBy(passwords));
      }
    };
  }
}
