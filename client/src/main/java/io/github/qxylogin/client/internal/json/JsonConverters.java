package io.github.qxylogin.client.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.qxylogin.client.internal.http.UnreadableBodyException;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.http.Body;

/**
 * Converts bodies as UTF-8 and ignores the declared charset. Retrofit's own converter uses that
 * charset, and its exceptions quote unreadable values.
 */
public final class JsonConverters extends Converter.Factory {
  private final ObjectMapper mapper;

  public JsonConverters(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public @Nullable Converter<?, RequestBody> requestBodyConverter(
      Type type, Annotation[] parameter, Annotation[] method, Retrofit retrofit) {
    boolean whole = Arrays.stream(parameter).anyMatch(Body.class::isInstance);
    return whole ? ModelBody::new : null;
  }

  @Override
  public Converter<ResponseBody, ?> responseBodyConverter(
      Type type, Annotation[] annotations, Retrofit retrofit) {
    ObjectReader reader = mapper.readerFor(mapper.constructType(type));
    return body -> read(reader, body);
  }

  private static Object read(ObjectReader reader, ResponseBody body) throws IOException {
    try (ResponseBody whole = body) {
      if (whole.source().exhausted()) {
        throw UnreadableBodyException.noObject(true);
      }
      return reader.readValue(whole.byteStream());
    } catch (JsonProcessingException unreadable) {
      throw UnreadableBodyException.of(unreadable);
    } catch (Error fatal) {
      // Retrofit would not report it, and a future would never complete.
      throw new IOException("cannot read the response: " + fatal.getClass().getName(), fatal);
    }
  }
}
