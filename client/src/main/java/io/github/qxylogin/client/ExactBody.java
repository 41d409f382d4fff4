package io.github.qxylogin.client;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body whose bytes are known before they are sent, so that the signature is over these. */
final class ExactBody extends RequestBody {
  /** As the guide prints it. */
  static final MediaType JSON_UTF8 = MediaType.get("application/json;charset=UTF-8");

  private final @Nullable MediaType type;
  private final byte[] bytes;
  private final boolean oneShot;

  private ExactBody(@Nullable MediaType type, byte[] bytes, boolean oneShot) {
    this.type = type;
    this.bytes = bytes;
    this.oneShot = oneShot;
  }

  /**
   * Returns a body that is the same and known.
   *
   * @param oneShot whether OkHttp may send it once only
   */
  static ExactBody of(RequestBody body, boolean oneShot) throws IOException {
    if (body instanceof ExactBody exact && exact.oneShot == oneShot) {
      return exact;
    }
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    return new ExactBody(withCharset(body.contentType()), buffer.readByteArray(), oneShot);
  }

  /** Returns the bytes of a request's body; none of one without. */
  static byte[] bytes(Request request) throws IOException {
    RequestBody body = request.body();
    if (body == null) {
      return new byte[0];
    }
    return body instanceof ExactBody exact ? exact.bytes : of(body, true).bytes;
  }

  /** The generated interfaces leave the charset out. */
  private static @Nullable MediaType withCharset(@Nullable MediaType type) {
    boolean bare = type != null && type.charset() == null;
    return bare && type.subtype().equals(JSON_UTF8.subtype()) ? JSON_UTF8 : type;
  }

  byte[] bytes() {
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

  /**
   * Without retries and redirects OkHttp still sends again after a 503 or 408, but not a one-shot.
   */
  @Override
  public boolean isOneShot() {
    return oneShot;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
