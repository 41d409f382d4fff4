package io.github.qxylogin.client;

import io.github.qxylogin.client.model.Envelope;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** An answer's body that is in memory, so that its envelope is known before anybody reads it. */
final class WholeBody extends ResponseBody {
  private final @Nullable MediaType type;
  private final Buffer bytes;
  private final long length;
  private final @Nullable Envelope envelope;

  WholeBody(@Nullable MediaType type, Buffer bytes, @Nullable Envelope envelope) {
    this.type = type;
    this.bytes = bytes;
    length = bytes.size();
    this.envelope = envelope;
  }

  /** Returns the envelope of an answer; none if it is no JSON of the contract. */
  static Optional<Envelope> envelope(Response response) {
    return response.body() instanceof WholeBody whole
        ? Optional.ofNullable(whole.envelope)
        : Optional.empty();
  }

  /** Returns the business code of an answer; "" without one. */
  static String code(Response response) {
    return envelope(response).map(Envelope::getCode).orElse("");
  }

  /** Returns a copy of what has not been read yet. */
  static byte[] copy(Response response) {
    return response.body() instanceof WholeBody whole
        ? whole.bytes.copy().readByteArray()
        : new byte[0];
  }

  @Override
  public @Nullable MediaType contentType() {
    return type;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public BufferedSource source() {
    return bytes;
  }
}
