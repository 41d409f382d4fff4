package io.github.qxylogin.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body whose bytes are known before they are sent, so that the signature is over these. */
public final class FixedRequestBody extends RequestBody {
  /** As the guide prints it. */
  public static final MediaType JSON_UTF8 = MediaType.get("application/json;charset=UTF-8");

  private final @Nullable MediaType type;
  private final byte[] bytes;

  private FixedRequestBody(@Nullable MediaType type, byte[] bytes) {
    this.type = type;
    this.bytes = bytes;
  }

  /** Returns a body that is the same and known. */
  private static FixedRequestBody of(RequestBody body) throws IOException {
    if (body instanceof FixedRequestBody) {
      return (FixedRequestBody) body;
    }
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    return new FixedRequestBody(withCharset(body.contentType()), buffer.readByteArray());
  }

  /** Returns a request that is the same, and whose body is known if it has one. */
  public static Request known(Request request) throws IOException {
    RequestBody body = request.body();
    return body == null || body instanceof FixedRequestBody
        ? request
        : request.newBuilder().method(request.method(), of(body)).build();
  }

  /** Returns the bytes of a request's body; none of one without. */
  public static byte[] bytes(Request request) throws IOException {
    RequestBody body = request.body();
    return body == null ? new byte[0] : of(body).bytes;
  }

  /** Returns what the body of a request says; missing if there is none, or it is no JSON. */
  public static JsonNode json(Request request, ObjectMapper mapper) {
    try {
      return mapper.readTree(bytes(request));
    } catch (IOException noJson) {
      return mapper.missingNode();
    }
  }

  /** The generated interfaces leave the charset out. */
  private static @Nullable MediaType withCharset(@Nullable MediaType type) {
    boolean bare = type != null && type.charset() == null;
    return bare && type.subtype().equals(JSON_UTF8.subtype()) ? JSON_UTF8 : type;
  }

  /**
   * Returns a body of the same type that says something else. The mapper escapes half of a
   * surrogate pair, of which a text in UTF-8 would keep a "?".
   */
  public FixedRequestBody with(JsonNode other, ObjectMapper mapper) throws IOException {
    return new FixedRequestBody(type, mapper.writeValueAsBytes(other));
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  /**
   * Without retries and redirects OkHttp still sends again after a 503 or 408, but not a one-shot:
   * what is sent again is for {@link RetryInterceptor} to say.
   */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
