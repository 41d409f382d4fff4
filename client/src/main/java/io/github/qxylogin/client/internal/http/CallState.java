package io.github.qxylogin.client.internal.http;

import io.github.qxylogin.client.internal.contract.ApiContract;
import io.github.qxylogin.client.internal.contract.Code;
import io.github.qxylogin.client.internal.contract.Operation;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Request;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The state of a call: what it is and how far it got. A failure before anything was sent is
 * harmless to repeat.
 *
 * <p>An operation that the contract does not describe is signed, as nearly all are, and is not
 * idempotent.
 */
public final class CallState {
  private final @Nullable Operation operation;
  private final boolean usualEffect;
  private final boolean idempotent;
  private volatile @Nullable Duration attemptTimeout;
  private volatile @Nullable Integer retries;
  private final AtomicInteger attempts = new AtomicInteger();
  private volatile @Nullable Call made;
  private boolean entered;
  private boolean underWay;
  private volatile long endNanos;
  private volatile @Nullable Long attemptEndNanos;
  private volatile boolean sent;
  private volatile int status;
  private volatile @Nullable Request signed;
  private volatile @Nullable BufferedBody answer;

  /**
   * Creates the state of a call that has not begun.
   *
   * @param usualEffect whether the request has its operation's effect and no more
   * @param idempotent whether it may be sent again after it may have been acted on
   */
  public CallState(@Nullable Operation operation, boolean usualEffect, boolean idempotent) {
    this.operation = operation;
    this.usualEffect = usualEffect;
    this.idempotent = idempotent;
  }

  /**
   * Returns the state of the call that a request belongs to.
   *
   * @throws IOException if an interceptor of a given client lost it: nobody would know then whether
   *     the call was sent
   */
  public static CallState of(Request request) throws IOException {
    CallState state = request.tag(CallState.class);
    if (state == null) {
      throw new IOException(
          "an interceptor of the given OkHttpClient made a request of its own:"
              + " let it change the one that it got, by request.newBuilder()");
    }
    return state;
  }

  /** Returns the state of a call that was made here. */
  public static CallState ofOurs(Request request) {
    return Objects.requireNonNull(request.tag(CallState.class), "call state");
  }

  /** Returns what messages call the operation of a request: its path, if it has no name. */
  public static String name(Request request) {
    Operation operation = ofOurs(request).operation;
    return operation == null ? request.url().encodedPath() : operation.id();
  }

  /** Notes the call itself, which interceptors may clone. */
  public void noteMade(Call call) {
    made = call;
  }

  /** Limits each attempt, in place of the client's limit. */
  public void limitAttempts(Duration longest) {
    attemptTimeout = longest;
  }

  /** Limits how often it is sent again, in place of the client's limit. */
  public void limitRetries(int most) {
    retries = most;
  }

  /** Returns how long each attempt may take. */
  @Nullable Duration attemptTimeout(@Nullable Duration ofClient) {
    Duration own = attemptTimeout;
    return own == null ? ofClient : own;
  }

  /** Returns how often it may be sent again. */
  int retries(int ofClient) {
    Integer own = retries;
    return own == null ? ofClient : own;
  }

  /** Returns the operation; null if the contract describes none. */
  public @Nullable Operation operation() {
    return operation;
  }

  /** Returns what a code means as an answer to the call. */
  public Optional<Code> meaning(ApiContract contract, String code) {
    return operation == null ? contract.code(code) : operation.code(code);
  }

  public boolean idempotent() {
    return idempotent;
  }

  /** Returns whether the call may cost or change something, and so may wait for a bureau. */
  public boolean acting() {
    return operation == null || operation.isActing() || !usualEffect;
  }

  public boolean isSigned() {
    return operation == null || operation.isSigned();
  }

  /**
   * Notes that the call comes in from the interceptors of a given client, perhaps again. Its time
   * begins to run when it first does.
   *
   * @throws IOException if it must not go out: it is a clone, which OkHttp gives no deadline; or it
   *     is not idempotent, and the platform may have acted on it, or it is under way
   */
  synchronized void enter(Call incoming) throws IOException {
    if (incoming != made) {
      throw sentAgain("sent a clone of it, which has no deadline");
    }
    if (!idempotent() && (sent || underWay)) {
      throw sentAgain("sent it on again, though the platform may have acted on it");
    }
    long allowedNanos = incoming.timeout().timeoutNanos();
    endNanos = entered ? endNanos : System.nanoTime() + allowedNanos;
    entered = true;
    underWay = true;
  }

  private static IOException sentAgain(String how) {
    return new IOException(
        "an interceptor of the given OkHttpClient "
            + how
            + ": let it call proceed once, and leave what may be sent again to this client's"
            + " retries");
  }

  /** Notes that the call goes back to those interceptors. */
  synchronized void leave() {
    underWay = false;
  }

  /** Returns how much of its time is left; not more than zero if none is. */
  public Duration left() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }

  /**
   * Notes that the request is about to go out, perhaps again: what went before did nothing.
   *
   * @param limit how long this attempt may take; null if as long as the call
   */
  void begin(@Nullable Duration limit) {
    attempts.incrementAndGet();
    attemptEndNanos = limit == null ? null : System.nanoTime() + limit.toNanos();
    sent = false;
    status = 0;
    answer = null;
  }

  /** Ends the reading of an answer when the time of the attempt is up, if it is limited. */
  void limit(Timeout reading) {
    Long end = attemptEndNanos;
    if (end != null) {
      reading.deadlineNanoTime(end);
    }
  }

  /** Returns how often the request went out or tried to. */
  int attempts() {
    return attempts.get();
  }

  /** Returns whether the latest request may have reached the platform. */
  public boolean sent() {
    return sent;
  }

  /** Returns the HTTP status of the latest answer; 0 if there was none. */
  public int status() {
    return status;
  }

  /** Returns the request as it was signed last, with the headers that make it so. */
  public static Request signed(Request request) {
    CallState state = request.tag(CallState.class);
    Request signed = state == null ? null : state.signed;
    return signed == null ? request : signed;
  }

  /** Notes a signed request, and returns it. */
  public Request noteSigned(Request request) {
    signed = request;
    return request;
  }

  /** Notes that the platform refused what was sent before it acted. */
  public void noteRefused() {
    sent = false;
  }

  /**
   * Notes that a connection stands and the request goes out.
   *
   * @throws IOException if it has gone out already: OkHttp repeats some requests by itself
   */
  void noteSending() throws IOException {
    if (sent) {
      throw new IOException("HTTP " + status + ", after which OkHttp would send it again");
    }
    if (Thread.currentThread().isInterrupted()) {
      // OkHttp 4 fails only when it writes, and nobody would know that nothing was sent.
      throw new InterruptedIOException("interrupted");
    }
    sent = true;
  }

  /** Notes that an answer has begun. */
  void noteStatus(int httpStatus) {
    status = httpStatus;
  }

  /** Notes what was answered. */
  void noteAnswer(BufferedBody whole) {
    answer = whole;
  }

  /** Returns the envelope of the latest answer; null if it has none that can be read. */
  public @Nullable Envelope envelope() {
    BufferedBody latest = answer;
    return latest == null ? null : latest.envelope();
  }

  /** Returns whether the platform may have acted, and its answer came whole. */
  public boolean acted() {
    return sent && !idempotent() && answer != null;
  }

  /** Returns the latest answer as it came, secrets and all; null if it was not read whole. */
  public @Nullable String answered() {
    BufferedBody latest = answer;
    return latest == null ? null : latest.text();
  }
}
