package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an exception is to tell. The client makes its exceptions so, and an application can, to test
 * the code that catches them. Not safe for use by several threads.
 *
 * <pre>{@code
 * SmsTooFrequentException.of(
 *     ExceptionDetails.of("sendSmsCode").code("8001").retryAfter(Duration.ofMinutes(2)));
 * }</pre>
 */
public final class ExceptionDetails {
  private final String operation;
  private int httpStatus = 200;
  private @Nullable String code;
  private @Nullable String vendorMessage;
  private @Nullable String reqId;
  private boolean retryable;
  private boolean mayHaveActed;
  private @Nullable Duration retryAfter;
  private String meaning = "";

  private ExceptionDetails(String operation) {
    this.operation = Objects.requireNonNull(operation, "operation");
  }

  /**
   * Returns the details of a call that was answered with HTTP 200, of which nothing else is known.
   */
  public static ExceptionDetails of(String operation) {
    return new ExceptionDetails(operation);
  }

  /** Sets the business code. */
  public ExceptionDetails code(@Nullable String businessCode) {
    code = businessCode;
    return this;
  }

  /** Sets what the contract says of the code, which the message says too. */
  public ExceptionDetails meaning(String ofCode) {
    meaning = Objects.requireNonNull(ofCode, "ofCode");
    return this;
  }

  /** Sets the platform's text, as it may be shown. */
  public ExceptionDetails vendorMessage(@Nullable String text) {
    vendorMessage = text;
    return this;
  }

  /** Sets the id of the request. */
  public ExceptionDetails reqId(@Nullable String id) {
    reqId = id;
    return this;
  }

  /**
   * Sets the HTTP status.
   *
   * @throws IllegalArgumentException if there is no such status
   */
  public ExceptionDetails httpStatus(int status) {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("HTTP has no status " + status + ": give 100 to 599");
    }
    httpStatus = status;
    return this;
  }

  /** Makes it retryable, unless the platform may have acted. */
  public ExceptionDetails retryable() {
    retryable = true;
    return this;
  }

  /**
   * Makes it retryable after a while, unless the platform may have acted.
   *
   * @throws IllegalArgumentException if the while is negative
   */
  public ExceptionDetails retryAfter(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException("retryAfter is " + wait + ": give none below zero");
    }
    retryAfter = Objects.requireNonNull(wait, "wait");
    return retryable();
  }

  /** Says that the platform may have acted. */
  public ExceptionDetails mayHaveActed() {
    mayHaveActed = true;
    return this;
  }

  Failure failure(Family family) {
    return failure(family, httpStatus);
  }

  /** Returns the failure of a call that was not answered. */
  Failure unanswered() {
    return failure(Family.UNKNOWN, 0);
  }

  private Failure failure(Family family, int status) {
    return new Failure(
        operation,
        status,
        family,
        code,
        vendorMessage,
        reqId,
        retryable && !mayHaveActed,
        mayHaveActed,
        retryAfter,
        meaning);
  }
}
