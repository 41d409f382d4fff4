package io.github.qxylogin.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;

/**
 * Converts bodies as UTF-8, whatever charset an answer claims. Retrofit's own converter follows the
 * claim, and its failures quote the values that they could not read.
 */
final class JsonConverters extends Converter.Factory {
  private final ObjectMapper mapper;

  JsonConverters(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Converter<?, RequestBody> requestBodyConverter(
      Type type, Annotation[] parameter, Annotation[] method, Retrofit retrofit) {
    return value -> RequestBody.create(written(value), ExactBody.JSON_UTF8);
  }

  /** A password that was closed says so itself, and not through what could not be converted. */
  private byte[] written(Object value) throws IOException {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonMappingException failed) {
      if (failed.getCause() instanceof IllegalStateException closed) {
        throw closed;
      }
      throw failed;
    }
  }

  @Override
  public Converter<ResponseBody, ?> responseBodyConverter(
      Type type, Annotation[] annotations, Retrofit retrofit) {
    JavaType javaType = mapper.constructType(type);
    return body -> read(javaType, body);
  }

  private Object read(JavaType type, ResponseBody body) throws IOException {
    byte[] bytes;
    try (body) {
      bytes = body.bytes();
    }
    if (bytes.length == 0) {
      throw new UnreadableBodyException(UnreadableBodyException.EMPTY, null, null);
    }
    try {
      return mapper.readValue(bytes, type);
    } catch (JsonProcessingException unreadable) {
      throw UnreadableBodyException.of(unreadable, envelope(bytes));
    }
  }

  private @Nullable Envelope envelope(byte[] bytes) throws IOException {
    try {
      return mapper.readValue(bytes, Envelope.class);
    } catch (JsonProcessingException noEnvelope) {
      return null;
    }
  }
}
