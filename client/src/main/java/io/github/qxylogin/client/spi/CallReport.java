package io.github.qxylogin.client.spi;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
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
  private final Family family;
  private final @Nullable String reqId;
  private final @Nullable Class<? extends Throwable> failure;

  /**
   * Creates a report, as the client does, or a test of an observer.
   *
   * @param httpStatus 0 if no response came
   */
  public CallReport(
      String operation,
      int attempts,
      Duration duration,
      int httpStatus,
      @Nullable String code,
      Family family,
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

  /** Returns the HTTP status of the last response, if one came. */
  public OptionalInt httpStatus() {
    return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
  }

  /** Returns the business code of the response, if it had one of the contract. */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /**
   * Returns the code's family: {@link Family#OK} when it worked. Without a code it is {@link
   * Family#INVALID_RESPONSE}, without a response {@link Family#NO_RESPONSE}.
   */
  public Family family() {
    return family;
  }

  /** Returns the platform's id of the request, if the response had one. */
  public Optional<String> reqId() {
    return Optional.ofNullable(reqId);
  }

  /** Returns the class of the exception, if no response came. */
  public Optional<Class<? extends Throwable>> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public String toString() {
    return String.format(
        "CallReport[operation=%s, attempts=%d, duration=%s, httpStatus=%d, code=%s, family=%s,"
            + " reqId=%s, failure=%s]",
        operation, attempts, duration, httpStatus, code, family, reqId, failure);
  }
}
