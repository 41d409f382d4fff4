package io.github.qxylogin.client.spi;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The report of a finished call, before its data is read: a response with a success code may still
 * lack a required member. Contains no secret.
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
   * Creates a report; tests of observers can do so too.
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

  /** Returns the operation's name in the contract, or a path outside the contract. */
  public String operation() {
    return operation;
  }

  /**
   * Returns the number of attempts: more than one after a renewed token, a corrected date or a
   * retry.
   */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns the time from the start to the last byte of the response, with all attempts and the
   * wait for a token.
   */
  public Duration duration() {
    return duration;
  }

  /** Returns the HTTP status of the last response, if there was one. */
  public OptionalInt httpStatus() {
    return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
  }

  /**
   * Returns the business code of the response, if it has one. A code outside the contract is masked
   * if it may be a secret.
   */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /**
   * Returns the family of the code or failure; {@link Family#OK} for a success code. An outcome
   * such as an ended session has the family of its code.
   */
  public Family family() {
    return family;
  }

  /** Returns the platform's request id, if the response has one. */
  public Optional<String> reqId() {
    return Optional.ofNullable(reqId);
  }

  /**
   * Returns the class of the exception, if there was no readable response. The caller catches
   * another class, except where there was no access token.
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
