package io.github.qxylogin.client.internal.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of each answer into memory, so that one that breaks off fails here, where it may
 * be asked for again. Refuses one that is too long, and tells one that cannot be unpacked from one
 * that did not come.
 */
public final class BufferingInterceptor implements Interceptor {
  /** Unpacked. The cookies of a login are a few kilobytes. */
  static final long LONGEST_BYTES = 4 * 1024 * 1024;

  private static final long CHUNK = 8 * 1024;

  private final ObjectReader envelopes;
  private final @Nullable Duration attemptTimeout;

  /**
   * Creates one.
   *
   * @param attemptTimeout how long an idempotent request may take; null if as long as its call
   */
  public BufferingInterceptor(ObjectMapper json, @Nullable Duration attemptTimeout) {
    envelopes = json.readerFor(Envelope.class);
    this.attemptTimeout = attemptTimeout;
  }

  /**
   * Reads an answer as it comes, if it is not packed; a network interceptor. OkHttp does some work
   * for a body that it does not know.
   */
  public Response receive(Chain chain) throws IOException {
    CallState state = CallState.of(chain.request());
    state.noteSending();
    Response response = chain.proceed(chain.request());
    state.noteStatus(response.code());
    return response.header("Content-Encoding") == null
        ? whole(response, true, state)
        : state.watched(response);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    CallState state = CallState.of(request);
    Duration limit = state.idempotent() ? state.attemptTimeout(attemptTimeout) : null;
    state.begin(limit);
    Response response = proceed(request, limit == null ? chain : limited(chain, limit));
    return response.body() instanceof BufferedBody ? response : whole(response, false, state);
  }

  /** Silence ends with the time of the attempt; an answer that trickles, in {@link #read}. */
  private static Chain limited(Chain chain, Duration limit) {
    int millis = (int) limit.toMillis();
    return chain
        .withConnectTimeout(Math.min(millis, chain.connectTimeoutMillis()), TimeUnit.MILLISECONDS)
        .withWriteTimeout(millis, TimeUnit.MILLISECONDS)
        .withReadTimeout(millis, TimeUnit.MILLISECONDS);
  }

  /** OkHttp lets the InterruptedException of a wait for its connection pass undeclared. */
  private static Response proceed(Request request, Chain chain) throws IOException {
    try {
      return chain.proceed(request);
    } catch (IOException | RuntimeException declared) {
      throw declared;
    } catch (Exception interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private Response whole(Response response, boolean plain, CallState state) throws IOException {
    try (ResponseBody body = response.body()) {
      if (body.contentLength() > LONGEST_BYTES) {
        throw tooLong();
      }
      byte[] bytes = read(body.source(), plain, state);
      String code = BufferedBody.member(bytes, Envelope.JSON_PROPERTY_CODE);
      BufferedBody whole = new BufferedBody(body.contentType(), bytes, code, envelopes);
      state.noteAnswer(whole);
      return response.newBuilder().body(whole).build();
    }
  }

  private static byte[] read(BufferedSource source, boolean plain, CallState state)
      throws IOException {
    Buffer bytes = new Buffer();
    state.limit(source.timeout());
    try {
      while (source.read(bytes, CHUNK) != -1) {
        if (bytes.size() > LONGEST_BYTES) {
          throw tooLong();
        }
      }
      return bytes.readByteArray();
    } catch (UnreadableBodyException tooLong) {
      throw tooLong;
    } catch (IOException failed) {
      // An answer that arrives well and cannot be read was packed wrongly.
      throw plain || state.broken()
          ? failed
          : new UnreadableBodyException("a body that is not packed as its headers say", null);
    }
  }

  private static IOException tooLong() {
    return new UnreadableBodyException("more than " + LONGEST_BYTES + " bytes", null);
  }
}
