package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /**
   * Returns the details of a call that was answered with HTTP 200, of which nothing else is known.
   */
  public static ExceptionDetails of(String operation) {
    return new ExceptionDetails(operation);
  }

  /** Sets the business code; null if the answer had none. */
  public ExceptionDetails code(@Nullable String businessCode) {
    code = businessCode;
    return this;
  }

  /** Sets what the contract says of the code, which the message of a refusal says too. */
  public ExceptionDetails meaning(String ofCode) {
    meaning = Objects.requireNonNull(ofCode, "ofCode");
    return this;
  }

  /** Sets the platform's text, as it may be shown; null if the answer had none. */
  public ExceptionDetails vendorMessage(@Nullable String text) {
    vendorMessage = text;
    return this;
  }

  /** Sets the id of the request; null if the answer had none. */
  public ExceptionDetails reqId(@Nullable String id) {
    reqId = id;
    return this;
  }

  /**
   * Sets the HTTP status: any of three digits, since a server may send one that HTTP has not; 0 if
   * there was no response.
   *
   * @throws IllegalArgumentException if it is below 0 or above 999
   */
  public ExceptionDetails httpStatus(int status) {
    if (status < 0 || status > 999) {
      throw new IllegalArgumentException("HTTP has no status " + status + ": give 0 to 999");
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
    if (Objects.requireNonNull(wait, "wait").isNegative()) {
      throw new IllegalArgumentException("retryAfter is " + wait + ": give none below zero");
    }
    retryAfter = wait;
    return retryable();
  }

  /** Says that the platform may have acted. */
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
    return Refusals.of(this, family);
  }

  /** Returns a copy for an exception, which does not change any more. */
  ExceptionDetails copy() {
    try {
      return (ExceptionDetails) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /**
   * Returns what an answer was, and what to do next.
   *
   * @param next with "{wait}" where it says how long to wait, if that is known
   */
  String refused(Family family, String next) {
    String answered =
        Stream.of(operation, "answered", code == null ? "HTTP " + httpStatus : code, vendorMessage)
            .filter(word -> word != null && !word.trim().isEmpty())
            .collect(Collectors.joining(" "));
    String wait = retryAfter == null ? "" : " " + retryAfter.toMillis() / 1000 + " seconds";
    String toDo = next.replace("{wait}", wait);
    String advice = meaning.isEmpty() ? toDo : meaning + " " + toDo;
    return String.format("%s (%s%s). %s", answered, family.key(), quoted(), advice);
  }

  /** Returns what to do next, if the platform did nothing; else to find out what it did. */
  String next(String otherwise) {
    return mayHaveActed
        ? "The platform may have acted on it: find out before you send it again."
        : otherwise;
  }

  /** Returns the request's id as messages quote it. */
  String quoted() {
    return reqId == null ? "" : ", reqId " + reqId;
  }
}
