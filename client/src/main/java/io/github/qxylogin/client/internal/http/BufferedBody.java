package io.github.qxylogin.client.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The body of an answer, held in memory, so that its code is known before anybody reads it. */
public final class BufferedBody extends ResponseBody {
  private static final JsonFactory STREAMS = new JsonFactory();

  private final @Nullable MediaType type;
  private final byte[] bytes;
  private final Buffer source;
  private final String code;
  private final ObjectReader envelopes;

  BufferedBody(@Nullable MediaType type, byte[] bytes, ObjectReader envelopes) {
    this.type = type;
    this.bytes = bytes;
    code = member(bytes, Envelope.JSON_PROPERTY_CODE);
    this.envelopes = envelopes;
    source = new Buffer().write(bytes);
  }

  /** Returns the body of an answer that {@link BufferingInterceptor} has let through. */
  public static BufferedBody of(Response response) {
    return (BufferedBody) response.body();
  }

  /** Returns the business code; "" without one. */
  public String code() {
    return code;
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

  /** Returns whether it has a code when it is read whole. */
  public boolean says(String told) {
    Envelope read = envelope();
    return read != null && read.code().filter(told::equals).isPresent();
  }

  /** Returns the envelope; null if it is no JSON of the contract. */
  @Nullable Envelope envelope() {
    try {
      return envelopes.readValue(bytes);
    } catch (IOException noEnvelope) {
      return null;
    }
  }

  String text() {
    return new String(bytes, UTF_8);
  }

  /** Returns all that came, read or not. */
  byte[] raw() {
    return bytes;
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public BufferedSource source() {
    return source;
  }
}
