package io.github.qxylogin.client.internal.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Guarantees that no call is sent twice if the platform may have acted. A call has these states;
 * only an idempotent call may take a dashed arrow.
 *
 * <pre>
 *   enter     attempt
 *  ------> UNSENT <------------------------+-- rejected -----+
 *            |                             :                 |
 *            | sending                     : attempt         |
 *            v                             :                 |
 *          SENT - - - - - - - - - - - - - -+                 |
 *            |                             :                 |
 *            | received                    :                 |
 *            v                             :                 |
 *          RECEIVED - - - - - - - - - - - -+-----------------+
 * </pre>
 *
 * <ul>
 *   <li>{@code enter}: a user's interceptor proceeds. Not allowed while the call is running, and in
 *       SENT and RECEIVED, unless the call is idempotent. Not allowed for a clone of the call.
 *   <li>{@code attempt}: the {@link RetryInterceptor} or the signing interceptor sends, perhaps
 *       again. Not allowed in SENT and RECEIVED, unless the call is idempotent.
 *   <li>{@code sending}: a connection exists, and the request is sent. Not allowed in SENT and
 *       RECEIVED: OkHttp would repeat the call itself.
 *   <li>{@code rejected}: the response states that the platform did nothing.
 * </ul>
 *
 * <p>After a failure in UNSENT, the platform did nothing. After a failure in SENT or RECEIVED, it
 * may have acted.
 */
public final class SendGuard {
  private enum State {
    UNSENT,
    SENT,
    RECEIVED
  }

  private final boolean idempotent;
  private volatile @Nullable Duration attemptTimeout;
  private volatile int retries;
  private @Nullable Call call;
  private volatile boolean running;
  private volatile long endNanos;
  private volatile State state = State.UNSENT;
  private volatile int attempts;
  private volatile @Nullable Long attemptEndNanos;
  private volatile int status;
  private volatile @Nullable BufferedBody response;
  private volatile @Nullable Request signed;

  /**
   * Creates the guard of a new call.
   *
   * @param idempotent whether the call may be sent again although the platform may have acted
   */
  public SendGuard(boolean idempotent) {
    this.idempotent = idempotent;
  }

  /** Sets the original call; interceptors may clone it. */
  public Call guard(Call made) {
    call = made;
    return made;
  }

  /** Returns the guarded call. */
  public Call call() {
    return Objects.requireNonNull(call, "call");
  }

  /** Sets the timeout of the call, from its start to the last byte of its response. */
  public void limitTime(Duration timeout) {
    call().timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Sets the timeout of each attempt; null for the call's. */
  public void limitAttempts(@Nullable Duration timeout) {
    attemptTimeout = timeout;
  }

  public void limitRetries(int most) {
    retries = most;
  }

  public boolean isIdempotent() {
    return idempotent;
  }

  /** Returns the maximum number of retries. */
  int retries() {
    return retries;
  }

  /** Returns the timeout of an attempt; null for the call's. */
  @Nullable Duration attemptTimeout() {
    return idempotent ? attemptTimeout : null;
  }

  /**
   * Returns the first interceptor after those of a given client. It stops calls that must not be
   * sent. The call's timeout starts here.
   */
  public static Interceptor interceptor(ObjectMapper json) {
    return chain -> {
      SendGuard guard = CallInfo.of(chain.request()).guard;
      guard.enter(chain.call());
      try {
        return chain.proceed(repaired(chain.request(), json));
      } finally {
        guard.running = false;
      }
    };
  }

  private synchronized void enter(Call incoming) throws IOException {
    if (incoming != call) {
      throw sentAgain("sent a clone of the call, which has no deadline");
    }
    if (!idempotent && (running || state != State.UNSENT)) {
      throw sentAgain("sent the call again, although the platform may have acted");
    }
    if (endNanos == 0) {
      endNanos = System.nanoTime() + incoming.timeout().timeoutNanos();
    }
    running = true;
  }

  private static IOException sentAgain(String how) {
    return new IOException(
        "an interceptor of the given OkHttpClient "
            + how
            + ": let it call proceed once, and leave retries to this client");
  }

  /** Removes Accept-Encoding: an interceptor that sets it unpacks the response too late. */
  private static Request repaired(Request request, ObjectMapper json) throws IOException {
    Request.Builder repaired = request.newBuilder().removeHeader("Accept-Encoding");
    RequestBody body = request.body();
    return body == null
        ? repaired.build()
        : repaired.method(request.method(), FixedRequestBody.of(body, json)).build();
  }

  /** Returns the remaining time of the call; zero or less after its timeout. */
  public Duration left() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }

  /** Begins an attempt. */
  synchronized void attempt() throws IOException {
    if (!idempotent && state != State.UNSENT) {
      throw new IOException("not sent again, because the platform may have acted");
    }
    Duration limit = attemptTimeout();
    attemptEndNanos = limit == null ? null : System.nanoTime() + limit.toNanos();
    attempts++;
    state = State.UNSENT;
    status = 0;
    response = null;
  }

  /** Limits the reading of a response by the attempt's timeout, if there is one. */
  void limit(Timeout reading) {
    Long end = attemptEndNanos;
    if (end != null) {
      reading.deadlineNanoTime(end);
    }
  }

  /** Marks the call as sent; there is a connection. */
  void sending() throws IOException {
    if (state != State.UNSENT) {
      throw new IOException("HTTP " + status + ": stopped, because OkHttp would send it again");
    }
    if (Thread.currentThread().isInterrupted()) {
      // OkHttp 4 fails only while it writes, when it is unknown whether anything was sent.
      throw new InterruptedIOException("interrupted");
    }
    state = State.SENT;
  }

  void receivedStatus(int httpStatus) {
    status = httpStatus;
  }

  void received(BufferedBody whole) {
    response = whole;
    state = State.RECEIVED;
  }

  /** Marks the call as rejected: the platform did not act. */
  public void rejected() {
    state = State.UNSENT;
  }

  /** Returns whether the latest request may have reached the platform. */
  public boolean isSent() {
    return state != State.UNSENT;
  }

  /** Returns whether the platform may have acted. */
  public boolean mayHaveActed() {
    return isSent() && !idempotent;
  }

  /** Returns whether the platform may have acted, and its response is complete. */
  public boolean isReceived() {
    return state == State.RECEIVED && !idempotent;
  }

  int attempts() {
    return attempts;
  }

  /** Returns the HTTP status of the latest response; 0 if there was none. */
  public int status() {
    return status;
  }

  /** Returns the latest response with its secrets; null if it is incomplete. */
  public @Nullable BufferedBody response() {
    return response;
  }

  /** Returns the latest complete response. */
  public BufferedBody received() {
    return Objects.requireNonNull(response, "response");
  }

  /** Stores the signed request and returns it. */
  public Request signed(Request request) {
    signed = request;
    return request;
  }

  /** Returns the latest signed request, else the original one. */
  public static Request signedOf(Request request) {
    CallInfo info = request.tag(CallInfo.class);
    Request signed = info == null ? null : info.guard.signed;
    return signed == null ? request : signed;
  }
}
