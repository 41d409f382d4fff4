package io.github.qxylogin.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A request body with fixed bytes, written before signing. */
public final class FixedRequestBody extends RequestBody {
  private static final FixedRequestBody NONE =
      new FixedRequestBody(null, new byte[0], MissingNode.getInstance(), Collections.emptyMap());

  /** As documented. */
  public static final MediaType JSON_UTF8 = MediaType.get("application/json;charset=UTF-8");

  private final @Nullable MediaType type;
  private final byte[] bytes;
  private final JsonNode json;
  private final Map<String, Password> passwords;

  private FixedRequestBody(
      @Nullable MediaType type, byte[] bytes, JsonNode json, Map<String, Password> passwords) {
    this.type = type;
    this.bytes = bytes;
    this.json = json;
    this.passwords = passwords;
  }

  /**
   * Returns the body of a model. The serializer adds each password to the map attribute.
   *
   * @throws IOException if the model cannot be written
   */
  public static FixedRequestBody ofModel(Object model, ObjectMapper mapper) throws IOException {
    Map<String, Password> passwords = new LinkedHashMap<>();
    byte[] bytes =
        mapper.writer().withAttribute(Password.class, passwords).writeValueAsBytes(model);
    return new FixedRequestBody(JSON_UTF8, bytes, mapper.readTree(bytes), passwords);
  }

  /** Returns a fixed copy of a body. */
  public static FixedRequestBody of(RequestBody body, ObjectMapper mapper) throws IOException {
    if (body instanceof FixedRequestBody) {
      return (FixedRequestBody) body;
    }
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    byte[] bytes = buffer.readByteArray();
    MediaType type = body.contentType();
    // The documentation requires the charset, which other libraries omit.
    boolean bare = "application/json".equalsIgnoreCase("" + type);
    return new FixedRequestBody(
        bare ? JSON_UTF8 : type, bytes, parsed(bytes, mapper), Collections.emptyMap());
  }

  private static JsonNode parsed(byte[] bytes, ObjectMapper mapper) {
    try {
      return mapper.readTree(bytes);
    } catch (IOException noJson) {
      return mapper.missingNode();
    }
  }

  /** Returns the fixed body of a request; an empty body if it has none. */
  public static FixedRequestBody of(Request request) {
    RequestBody body = request.body();
    return body instanceof FixedRequestBody ? (FixedRequestBody) body : NONE;
  }

  /**
   * Returns a copy with the bytes of the changed JSON. The mapper escapes half of a surrogate pair,
   * which UTF-8 would replace by "?".
   */
  public FixedRequestBody rewritten(ObjectMapper mapper) throws IOException {
    return new FixedRequestBody(type, mapper.writeValueAsBytes(json), json, passwords);
  }

  /** Returns the bytes to send. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the body as JSON; missing if it is no JSON. */
  public JsonNode json() {
    return json;
  }

  /** Returns the passwords by their encrypted texts; a response may quote both. */
  public Map<String, Password> passwords() {
    return passwords;
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  /** Stops OkHttp from repeating a request after 503 or 408: {@link RetryInterceptor} decides. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
