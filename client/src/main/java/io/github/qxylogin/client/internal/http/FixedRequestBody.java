package io.github.qxylogin.client.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.MissingNode;
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
    MediaType type = withCharset(body.contentType());
    return new FixedRequestBody(type, null, buffer.readByteArray(), mapper);
  }

  /** Returns the fixed body of a request; null if it has none. */
  static @Nullable FixedRequestBody of(Request request) {
    return request.body() instanceof FixedRequestBody ? (FixedRequestBody) request.body() : null;
  }

  /** Returns the bytes of a request's body; none of one without. */
  public static byte[] bytes(Request request) {
    FixedRequestBody body = of(request);
    return body == null ? new byte[0] : body.bytes;
  }

  /** Returns the body of a request as JSON; missing if there is none, or it is no JSON. */
  public static JsonNode json(Request request) {
    FixedRequestBody body = of(request);
    try {
      return body == null ? MissingNode.getInstance() : body.json();
    } catch (IOException noJson) {
      return MissingNode.getInstance();
    }
  }

  /** Keeps a password, which a response may quote. Its serializer finds this as an attribute. */
  public void encrypts(Password password) {
    passwords.add(password);
  }

  /** Returns the passwords that were encrypted for the body. */
  List<Password> passwords() {
    return passwords;
  }

  /** Returns the body as JSON; missing if it is none. */
  public JsonNode json() throws IOException {
    JsonNode read = tree;
    if (read == null) {
      read = model == null ? parsed() : treeOf(model);
      tree = read;
    }
    return read;
  }

  private JsonNode parsed() throws IOException {
    try {
      return mapper.readTree(bytes);
    } catch (JsonProcessingException noJson) {
      return mapper.missingNode();
    }
  }

  private JsonNode treeOf(Object value) throws IOException {
    try (TokenBuffer buffer = new TokenBuffer(mapper, false)) {
      writer().writeValue(buffer, value);
      return mapper.readTree(buffer.asParser());
    }
  }

  /**
   * Writes the bytes of a model, or of a tree that was changed. The mapper escapes half of a
   * surrogate pair, of which UTF-8 would keep a "?".
   */
  public void fix(boolean changed) throws IOException {
    if (changed || model != null) {
      bytes = writer().writeValueAsBytes(tree == null ? model : tree);
      model = null;
    }
  }

  private ObjectWriter writer() {
    return mapper.writer().withAttribute(FixedRequestBody.class, this);
  }

  /** The generated interfaces leave the charset out. */
  private static @Nullable MediaType withCharset(@Nullable MediaType type) {
    boolean bare = type != null && type.charset() == null;
    return bare && type.subtype().equals(JSON_UTF8.subtype()) ? JSON_UTF8 : type;
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
