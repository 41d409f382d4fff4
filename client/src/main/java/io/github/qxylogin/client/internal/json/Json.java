package io.github.qxylogin.client.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.github.qxylogin.client.internal.http.PasswordCipher;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.util.Map;

/** Creates mappers that read the platform's JSON with its documented variants. */
public final class Json {
  private Json() {}

  public static ObjectMapper mapper() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    // Amounts keep their digits.
    mapper.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    mapper.setNodeFactory(new JsonNodeFactory(true));
    // Error responses contain "" where an object or null is documented.
    mapper
        .coercionConfigFor(LogicalType.POJO)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull);
    return mapper;
  }

  /** Returns the mapper of a client, which encrypts passwords. */
  public static ObjectMapper mapper(PasswordCipher passwords) {
    return mapper()
        .registerModule(new SimpleModule().addSerializer(Password.class, writer(passwords)));
  }

  private static JsonSerializer<Password> writer(PasswordCipher passwords) {
    return new JsonSerializer<Password>() {
      @Override
      public void serialize(Password password, JsonGenerator json, SerializerProvider provider)
          throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, Password> sent = (Map<String, Password>) provider.getAttribute(Password.class);
        String text = password.encryptedBy(passwords::encrypt);
        if (sent != null) {
          sent.put(text, password);
        }
        json.writeString(text);
      }
    };
  }
}
