package io.github.qxylogin.client.spi;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended: what the platform answered, whether or not it had what the caller needs. Holds
 * no secret.
 */
public final class CallReport {
  private final String operation;
  private final int attempts;
  private final Duration duration;
  private final int httpStatus;
  private final @Nullable String code;
  private final @Nullable Family family;
  private final @Nullable String reqId;
  private final @Nullable Class<? extends Throwable> failure;

  /** Creates a report, as the client does, or a test of an observer. */
  public CallReport(
      String operation,
      int attempts,
      Duration duration,
      int httpStatus,
      @Nullable String code,
      @Nullable Family family,
      @Nullable String reqId,
      @Nullable Class<? extends Throwable> failure) {
    this.operation = operation;
    this.attempts = attempts;
    this.duration = duration;
    this.httpStatus = httpStatus;
    this.code = code;
    this.family = family;
    this.reqId = reqId;
    this.failure = failure;
  }

  /** Returns its name in the contract, or the path of one that it does not describe. */
  public String operation() {
    return operation;
  }

  /**
   * Returns how often the request went out or tried to: more than once if a token was renewed, the
   * date corrected, or a failure mended by sending again.
   */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns the time from the start to the last byte of the answer, all attempts and the wait for a
   * token included.
   */
  public Duration duration() {
    return duration;
  }

  /** Returns the HTTP status of the last answer; 0 if none came. */
  public int httpStatus() {
    return httpStatus;
  }

  /**
   * Returns the business code of the answer, or null if there was none, or none of the contract.
   */
  public @Nullable String code() {
    return code;
  }

  /** Returns the code's family: {@link Family#OK} when it worked; null without a code. */
  public @Nullable Family family() {
    return family;
  }

  /** Returns the platform's id of the request, or null. */
  public @Nullable String reqId() {
    return reqId;
  }

  /** Returns the class of the exception if no answer came, or null. */
  public @Nullable Class<? extends Throwable> failure() {
    return failure;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof CallReport)) {
      return false;
    }
    CallReport that = (CallReport) other;
    return that.operation.equals(operation)
        && that.attempts == attempts
        && that.duration.equals(duration)
        && that.httpStatus == httpStatus
        && Objects.equals(that.code, code)
        && that.family == family
        && Objects.equals(that.reqId, reqId)
        && that.failure == failure;
  }

  @Override
  public int hashCode() {
    return Objects.hash(operation, attempts, duration, httpStatus, code, family, reqId, failure);
  }

  @Override
  public String toString() {
    return String.format(
        "CallReport[operation=%s, attempts=%d, duration=%s, httpStatus=%d, code=%s, family=%s,"
            + " reqId=%s, failure=%s]",
        operation, attempts, duration, httpStatus, code, family, reqId, failure);
  }
}
