package io.github.qxylogin.client.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.github.qxylogin.client.types.Password;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A body whose bytes are written once, before they are signed. It begins as a model, of which
 * {@link #json} makes a tree that may be completed until {@link #fix}; or it begins as bytes. Used
 * by one thread until it is sent.
 */
public final class FixedRequestBody extends RequestBody {
  /** As the guide prints it. */
  public static final MediaType JSON_UTF8 = MediaType.get("application/json;charset=UTF-8");

  private static final FixedRequestBody NONE =
      new FixedRequestBody(null, null, new byte[0], new ObjectMapper());

  private final @Nullable MediaType type;
  private final ObjectMapper mapper;
  private final List<Password> passwords = new ArrayList<>();
  private @Nullable Object model;
  private byte[] bytes;
  private volatile @Nullable JsonNode tree;

  private FixedRequestBody(
      @Nullable MediaType type, @Nullable Object model, byte[] bytes, ObjectMapper mapper) {
    this.type = type;
    this.model = model;
    this.bytes = bytes;
    this.mapper = mapper;
  }

  /** Returns the body of a model. */
  public static FixedRequestBody ofModel(Object model, ObjectMapper mapper) {
    return new FixedRequestBody(JSON_UTF8, model, new byte[0], mapper);
  }

  /** Returns a body that is the same and fixed. */
  public static FixedRequestBody of(RequestBody body, ObjectMapper mapper) throws IOException {
    if (body instanceof FixedRequestBody) {
      return (FixedRequestBody) body;
    }
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    return new FixedRequestBody(body.contentType(), null, buffer.readByteArray(), mapper);
  }

  /** Returns the fixed body of a request as JSON; missing if there is none. */
  public static JsonNode json(Request request) {
    return of(request).parsed();
  }

  /** Returns the fixed body of a request; an empty one if it has none. */
  public static FixedRequestBody of(Request request) {
    RequestBody body = request.body();
    return body instanceof FixedRequestBody ? (FixedRequestBody) body : NONE;
  }

  /** Returns the bytes as they are sent. */
  public byte[] bytes() {
    return bytes;
  }

  /** Keeps a password, which a response may quote. Its serializer finds this as an attribute. */
  public void encrypts(Password password) {
    passwords.add(password);
  }

  /** Returns the passwords that were encrypted for the body. */
  List<Password> passwords() {
    return passwords;
  }

  /**
   * Returns the body as JSON; missing if it is none.
   *
   * @throws IOException if the model cannot be written
   */
  public JsonNode json() throws IOException {
    if (model != null && tree == null) {
      try (TokenBuffer buffer = new TokenBuffer(mapper, false)) {
        mapper.writer().withAttribute(FixedRequestBody.class, this).writeValue(buffer, model);
        tree = mapper.readTree(buffer.asParser());
      }
    }
    return parsed();
  }

  private JsonNode parsed() {
    JsonNode read = tree;
    if (read == null) {
      try {
        read = mapper.readTree(bytes);
      } catch (IOException noJson) {
        read = mapper.missingNode();
      }
      tree = read;
    }
    return read;
  }

  /**
   * Writes the bytes of a model, or of a tree that was changed. The mapper escapes half of a
   * surrogate pair, of which UTF-8 would keep a "?".
   */
  public void fix(boolean changed) throws IOException {
    if (changed || model != null) {
      bytes = mapper.writeValueAsBytes(json());
      model = null;
    }
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
