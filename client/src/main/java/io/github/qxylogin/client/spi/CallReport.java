package io.github.qxylogin.client.spi;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Reports how a call ended, before its data is read. A response whose code is a success may still
 * lack a member that the caller needs. Holds no secret.
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
   * @param httpStatus 0 if there was no response
   * @throws NullPointerException if operation, duration or family is null
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
    this.operation = Objects.requireNonNull(operation, "operation");
    this.attempts = attempts;
    this.duration = Objects.requireNonNull(duration, "duration");
    this.httpStatus = httpStatus;
    this.code = code;
    this.family = Objects.requireNonNull(family, "family");
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

  /** Returns the HTTP status of the last response, if there was one. */
  public OptionalInt httpStatus() {
    return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
  }

  /**
   * Returns the business code of the response, if it had one. A code that the contract does not
   * list is masked if it may be a secret.
   */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /**
   * Returns the family of the exception that the response or the failure leads to, whether or not
   * there is a code; {@link Family#OK} if the code is a success. An outcome, such as an ended
   * session, has the family of its code.
   */
  public Family family() {
    return family;
  }

  /** Returns the platform's id of the request, if the response had one. */
  public Optional<String> reqId() {
    return Optional.ofNullable(reqId);
  }

  /**
   * Returns the class of the exception, if the call ended without a response that can be read. It
   * is not the class that the caller catches, except where there was no access token.
   */
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
