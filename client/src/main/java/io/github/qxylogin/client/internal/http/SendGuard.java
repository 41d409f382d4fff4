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
 * Holds the rule that no call is sent twice if the platform may have acted on it. A call goes
 * through these states; only an idempotent one may take a dashed arrow.
 *
 * <pre>
 *   enter     attempt
 *  ------> UNSENT <------------------------+-- refused ------+
 *            |                             :                 |
 *            | sending                     : attempt         |
 *            v                             :                 |
 *          SENT - - - - - - - - - - - - - -+                 |
 *            |                             :                 |
 *            | received                    :                 |
 *            v                             :                 |
 *          ANSWERED - - - - - - - - - - - -+-----------------+
 * </pre>
 *
 * <ul>
 *   <li>{@code enter}: a user's interceptor proceeds. Refused while the call is under way, and in
 *       SENT and ANSWERED, unless the call is idempotent. Refused for a clone of the call.
 *   <li>{@code attempt}: the {@link RetryInterceptor} or the signer sends, perhaps again. Refused
 *       in SENT and ANSWERED, unless the call is idempotent.
 *   <li>{@code sending}: a connection is there, and the request goes out. Refused in SENT and
 *       ANSWERED: OkHttp would repeat the call by itself.
 *   <li>{@code refused}: the platform says that it did nothing.
 * </ul>
 *
 * <p>A failure in UNSENT did nothing. A failure in SENT or ANSWERED may have acted.
 */
public final class SendGuard {
  private enum State {
    UNSENT,
    SENT,
    ANSWERED
  }

  private final boolean idempotent;
  private volatile @Nullable Duration attemptTimeout;
  private volatile int retries;
  private @Nullable Call call;
  private volatile boolean underWay;
  private volatile long endNanos;
  private volatile State state = State.UNSENT;
  private volatile int attempts;
  private volatile @Nullable Long attemptEndNanos;
  private volatile int status;
  private volatile @Nullable BufferedBody answer;
  private volatile @Nullable Request signed;

  /**
   * Creates the guard of a call that has not begun.
   *
   * @param idempotent whether the call may be sent again after the platform may have acted
   */
  public SendGuard(boolean idempotent) {
    this.idempotent = idempotent;
  }

  /** Sets the call itself, which interceptors may clone. */
  public Call guard(Call made) {
    call = made;
    return made;
  }

  /** Returns the call that is guarded. */
  public Call call() {
    return Objects.requireNonNull(call, "call");
  }

  /** Limits the call, from its start to the last byte of its response. */
  public void limitTime(Duration timeout) {
    call().timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Limits each attempt; null for the time of the call. */
  public void limitAttempts(@Nullable Duration timeout) {
    attemptTimeout = timeout;
  }

  public void limitRetries(int most) {
    retries = most;
  }

  public boolean isIdempotent() {
    return idempotent;
  }

  /** Returns how often the call may be sent again. */
  int retries() {
    return retries;
  }

  /** Returns the limit of an attempt; null for the time of the call. */
  @Nullable Duration attemptTimeout() {
    return idempotent ? attemptTimeout : null;
  }

  /**
   * Returns what takes calls over from the interceptors of a given client, and refuses those that
   * must not be sent. The time of a call begins when they proceed for the first time.
   */
  public static Interceptor entry(ObjectMapper json) {
    return chain -> {
      SendGuard guard = CallInfo.of(chain.request()).guard;
      guard.enter(chain.call());
      try {
        return chain.proceed(repaired(chain.request(), json));
      } finally {
        guard.underWay = false;
      }
    };
  }

  private synchronized void enter(Call incoming) throws IOException {
    if (incoming != call) {
      throw sentAgain("sent a clone of it, which has no deadline");
    }
    if (!idempotent && (underWay || state != State.UNSENT)) {
      throw sentAgain("sent it on again, though the platform may have acted on it");
    }
    if (endNanos == 0) {
      endNanos = System.nanoTime() + incoming.timeout().timeoutNanos();
    }
    underWay = true;
  }

  private static IOException sentAgain(String how) {
    return new IOException(
        "an interceptor of the given OkHttpClient "
            + how
            + ": let it call proceed once, and leave what may be sent again to this client's"
            + " retries");
  }

  /** An interceptor that sets Accept-Encoding unpacks the response too late for this client. */
  private static Request repaired(Request request, ObjectMapper json) throws IOException {
    Request.Builder repaired = request.newBuilder().removeHeader("Accept-Encoding");
    RequestBody body = request.body();
    return body == null
        ? repaired.build()
        : repaired.method(request.method(), FixedRequestBody.of(body, json)).build();
  }

  /** Returns how much of the call's time is left; not more than zero if none is. */
  public Duration left() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }

  /** Begins an attempt. */
  synchronized void attempt() throws IOException {
    if (!idempotent && state != State.UNSENT) {
      throw new IOException("it would be sent again, though the platform may have acted on it");
    }
    Duration limit = attemptTimeout();
    attemptEndNanos = limit == null ? null : System.nanoTime() + limit.toNanos();
    attempts++;
    state = State.UNSENT;
    status = 0;
    answer = null;
  }

  /** Ends the reading of a response when the time of the attempt is up, if it is limited. */
  void limit(Timeout reading) {
    Long end = attemptEndNanos;
    if (end != null) {
      reading.deadlineNanoTime(end);
    }
  }

  /** Marks the call as sent, now that there is a connection. */
  void sending() throws IOException {
    if (state != State.UNSENT) {
      throw new IOException("HTTP " + status + ", after which OkHttp would send it again");
    }
    if (Thread.currentThread().isInterrupted()) {
      // OkHttp 4 fails only when it writes, and nobody would know that nothing was sent.
      throw new InterruptedIOException("interrupted");
    }
    state = State.SENT;
  }

  void answering(int httpStatus) {
    status = httpStatus;
  }

  void received(BufferedBody whole) {
    answer = whole;
    state = State.ANSWERED;
  }

  /** Marks the call as refused before the platform acted. */
  public void refused() {
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

  /** Returns whether the platform may have acted, and its response came whole. */
  public boolean isAnswered() {
    return state == State.ANSWERED && !idempotent;
  }

  int attempts() {
    return attempts;
  }

  /** Returns the HTTP status of the latest response; 0 if there was none. */
  public int status() {
    return status;
  }

  /** Returns the latest response, secrets and all; null if it was not read whole. */
  public @Nullable BufferedBody answer() {
    return answer;
  }

  /** Returns the latest response, which was read whole. */
  public BufferedBody received() {
    return Objects.requireNonNull(answer, "answer");
  }

  /** Keeps the request with the headers that sign it, and returns it. */
  public Request signed(Request request) {
    signed = request;
    return request;
  }

  /** Returns the request as it was signed last; as it was made if it was not. */
  public static Request signedOf(Request request) {
    CallInfo info = request.tag(CallInfo.class);
    Request signed = info == null ? null : info.guard.signed;
    return signed == null ? request : signed;
  }
}
