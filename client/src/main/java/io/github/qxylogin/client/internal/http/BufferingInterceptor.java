package io.github.qxylogin.client.internal.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/**
 * Reads the body of each response into memory, so that an incomplete one fails here, below the
 * retries. Rejects a body over the limit, and distinguishes a wrong encoding from a broken
 * connection.
 */
public final class BufferingInterceptor implements Interceptor {
  /** The limit of an unpacked body. The cookies of a login are a few kilobytes. */
  static final long LONGEST_BYTES = 4 * 1024 * 1024;

  private final ObjectMapper json;

  public BufferingInterceptor(ObjectMapper json) {
    this.json = json;
  }

  /** Reads the received response, packed or not; a network interceptor. */
  public Response receive(Chain chain) throws IOException {
    SendGuard guard = CallInfo.of(chain.request()).guard;
    guard.sending();
    Response response = chain.proceed(chain.request());
    guard.receivedStatus(response.code());
    byte[] bytes = read(response, guard);
    return response.header("Content-Encoding") == null
        ? buffered(response, bytes, guard)
        : response
            .newBuilder()
            .body(ResponseBody.create(bytes, response.body().contentType()))
            .build();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    CallInfo call = CallInfo.of(chain.request());
    SendGuard guard = call.guard;
    guard.attempt();
    Duration limit = guard.attemptTimeout();
    Response response = proceed(chain.request(), limit == null ? chain : limited(chain, limit));
    BufferedBody whole = guard.response();
    if (whole == null || whole.raw != response.body()) {
      response = buffered(response, unpacked(response, guard), guard);
    }
    if (call.meaning(guard.received().code())
        .filter(code -> code.rejectedBeforeActing)
        .isPresent()) {
      guard.rejected();
    }
    return response;
  }

  /** Limits each wait of an attempt; {@link #receive} limits its whole time. */
  private static Chain limited(Chain chain, Duration limit) {
    int millis = (int) limit.toMillis();
    return chain
        .withConnectTimeout(Math.min(millis, chain.connectTimeoutMillis()), TimeUnit.MILLISECONDS)
        .withWriteTimeout(millis, TimeUnit.MILLISECONDS)
        .withReadTimeout(millis, TimeUnit.MILLISECONDS);
  }

  /** OkHttp throws an undeclared InterruptedException while it waits for a connection. */
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

  private Response buffered(Response response, byte[] bytes, SendGuard guard) {
    BufferedBody body = new BufferedBody(response.body().contentType(), bytes, json);
    guard.received(body);
    return response.newBuilder().body(body.raw).build();
  }

  /** Unpacks the body, which has already been received. */
  private static byte[] unpacked(Response response, SendGuard guard) throws IOException {
    try {
      return read(response, guard);
    } catch (UnreadableBodyException tooLong) {
      throw tooLong;
    } catch (IOException failed) {
      throw new UnreadableBodyException("a body that is not packed as its headers say", null);
    }
  }

  private static byte[] read(Response response, SendGuard guard) throws IOException {
    try (ResponseBody body = response.body()) {
      BufferedSource source = body.source();
      guard.limit(source.timeout());
      if (body.contentLength() > LONGEST_BYTES || source.request(LONGEST_BYTES + 1)) {
        throw new UnreadableBodyException("more than " + LONGEST_BYTES + " bytes", null);
      }
      byte[] bytes = source.readByteArray();
      if (bytes.length > 0 && bytes.length < body.contentLength()) {
        // An HTTP/2 stream can end early without an error.
        throw new EOFException("unexpected end of the body");
      }
      return bytes;
    }
  }
}
