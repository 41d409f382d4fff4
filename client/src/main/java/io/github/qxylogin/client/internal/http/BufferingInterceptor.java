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
 * Reads the body of each answer into memory, so that one that breaks off fails here, where it may
 * be asked for again. Refuses one that is too long, and tells one that cannot be unpacked from one
 * that did not come.
 */
public final class BufferingInterceptor implements Interceptor {
  /** Unpacked. The cookies of a login are a few kilobytes. */
  static final long LONGEST_BYTES = 4 * 1024 * 1024;

  private final ObjectMapper json;

  public BufferingInterceptor(ObjectMapper json) {
    this.json = json;
  }

  /** Reads a response as it comes, packed or not; a network interceptor. */
  public Response receive(Chain chain) throws IOException {
    SendGuard guard = CallInfo.of(chain.request()).guard;
    guard.sending();
    Response response = chain.proceed(chain.request());
    guard.answering(response.code());
    byte[] bytes = read(response, guard);
    return response.header("Content-Encoding") == null
        ? known(response, bytes, guard)
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
    BufferedBody whole = guard.answer();
    if (whole == null || whole.raw != response.body()) {
      response = known(response, unpacked(response, guard), guard);
    }
    if (call.meaning(guard.received().code())
        .filter(refusal -> refusal.rejectedBeforeActing)
        .isPresent()) {
      guard.refused();
    }
    return response;
  }

  /** Silence ends with the time of the attempt; an answer that trickles, in {@link #receive}. */
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

  private Response known(Response response, byte[] bytes, SendGuard guard) {
    BufferedBody body = new BufferedBody(response.body().contentType(), bytes, json);
    guard.received(body);
    return response.newBuilder().body(body.raw).build();
  }

  /** What has arrived and cannot be read was packed wrongly. */
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
        // Over HTTP/2 a stream may end early and in order.
        throw new EOFException("unexpected end of the body");
      }
      return bytes;
    }
  }
}
