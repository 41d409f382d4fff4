package io.github.qxylogin.client;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an exception is to tell, so that an application can make one to test the code that catches
 * it. The client needs none. Not safe for use by several threads.
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
  public ExceptionDetails code(String businessCode) {
    code = Objects.requireNonNull(businessCode, "businessCode");
    return this;
  }

  /** Sets the platform's text. */
  public ExceptionDetails vendorMessage(String text) {
    vendorMessage = Objects.requireNonNull(text, "text");
    return this;
  }

  /** Sets the id of the request. */
  public ExceptionDetails reqId(String id) {
    reqId = Objects.requireNonNull(id, "id");
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
        "");
  }
}
