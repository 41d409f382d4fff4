package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The details of an exception. The client builds its exceptions from it, and so can tests of code
 * that catches them. Not thread-safe.
 *
 * <pre>{@code
 * SmsTooFrequentException.of(
 *     ExceptionDetails.of("sendSmsCode").code("8001").retryAfter(Duration.ofMinutes(2)));
 * }</pre>
 */
public final class ExceptionDetails implements Serializable, Cloneable {
  private static final long serialVersionUID = 1L;

  final String operation;
  int httpStatus = 200;
  @Nullable String code;
  @Nullable String vendorMessage;
  @Nullable String reqId;
  boolean retryable;
  boolean mayHaveActed;
  @Nullable Duration retryAfter;
  String meaning = "";

  private ExceptionDetails(String operation) {
    this.operation = Objects.requireNonNull(operation, "operation");
  }

  /** Returns the details of a response with HTTP 200 and no further data. */
  public static ExceptionDetails of(String operation) {
    return new ExceptionDetails(operation);
  }

  /** Sets the business code; null if the response has none. */
  public ExceptionDetails code(@Nullable String businessCode) {
    code = businessCode;
    return this;
  }

  /** Sets the contract's meaning of the code, which the message includes. */
  public ExceptionDetails meaning(String ofCode) {
    meaning = Objects.requireNonNull(ofCode, "ofCode");
    return this;
  }

  /** Sets the platform's masked text; null if the response has none. */
  public ExceptionDetails vendorMessage(@Nullable String text) {
    vendorMessage = text;
    return this;
  }

  /** Sets the id of the request; null if the response has none. */
  public ExceptionDetails reqId(@Nullable String id) {
    reqId = id;
    return this;
  }

  /**
   * Sets the HTTP status: any of three digits, even a nonstandard one; 0 if there was no response.
   *
   * @throws IllegalArgumentException if it is below 0 or above 999
   */
  public ExceptionDetails httpStatus(int status) {
    if (status < 0 || status > 999) {
      throw new IllegalArgumentException("httpStatus is " + status + ": give 0 to 999");
    }
    httpStatus = status;
    return this;
  }

  /** Marks the exception as retryable, unless the platform may have acted. */
  public ExceptionDetails retryable() {
    retryable = true;
    return this;
  }

  /**
   * Marks the exception as retryable after a wait, unless the platform may have acted.
   *
   * @throws IllegalArgumentException if the wait is negative
   */
  public ExceptionDetails retryAfter(Duration wait) {
    if (Objects.requireNonNull(wait, "wait").isNegative()) {
      throw new IllegalArgumentException("retryAfter is " + wait + ": give zero or more");
    }
    retryAfter = wait;
    return retryable();
  }

  /** Marks that the platform may have acted. */
  public ExceptionDetails mayHaveActed() {
    mayHaveActed = true;
    return this;
  }

  /**
   * Returns the exception that the client throws for a code of a family.
   *
   * @throws IllegalArgumentException if the family is of success
   */
  public QixiangyunException toException(Family family) {
    return ErrorMappings.of(this, family);
  }

  /** Returns an immutable snapshot for an exception. */
  ExceptionDetails copy() {
    try {
      return (ExceptionDetails) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * Returns the message of an error response with the next step.
   *
   * @param next the next step; "{wait}" in it is replaced by the wait time, if there is one
   */
  String errorMessage(Family family, String next) {
    String returned =
        Stream.of(operation, "returned", code == null ? "HTTP " + httpStatus : code, vendorMessage)
            .filter(word -> word != null && !word.trim().isEmpty())
            .collect(Collectors.joining(" "));
    String wait = retryAfter == null ? "" : " " + retryAfter.toMillis() / 1000 + " seconds";
    String toDo = next.replace("{wait}", wait);
    String advice = meaning.isEmpty() ? toDo : meaning + " " + toDo;
    return String.format("%s (%s%s). %s", returned, family.key(), quoted(), advice);
  }

  /** Returns the next step: to check what happened if the platform may have acted, else this. */
  String next(String otherwise) {
    return mayHaveActed
        ? "The platform may have acted: check before you send it again."
        : otherwise;
  }

  /** Returns the request id for messages. */
  String quoted() {
    return reqId == null ? "" : ", reqId " + reqId;
  }
}
