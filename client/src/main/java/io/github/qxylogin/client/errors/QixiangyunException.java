package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Base class of all errors that the platform returns or the client detects. There is a subclass for
 * each family of error codes, and two for missing and invalid responses. No message contains a
 * value that the contract marks as sensitive.
 */
public abstract class QixiangyunException extends RuntimeException implements Cloneable {
  private static final long serialVersionUID = 1L;

  private final Family family;
  private final ExceptionDetails details;

  QixiangyunException(
      String message, ExceptionDetails details, Family family, @Nullable Throwable cause) {
    super(message, cause);
    this.family = family;
    this.details = details.copy();
  }

  /** Creates the exception of an error response; its message contains the next step. */
  QixiangyunException(ExceptionDetails details, Family family, String next) {
    this(details.errorMessage(family, next), details, family, null);
  }

  /**
   * Returns a copy with the current stack trace, for another caller that waits for the same result.
   * Suppressed exceptions that are added to one copy do not appear in the others, if none was added
   * to this one.
   */
  public final QixiangyunException again() {
    try {
      return (QixiangyunException) ((QixiangyunException) clone()).fillInStackTrace();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Returns the family of the error, for a {@code switch}. */
  public final Family family() {
    return family;
  }

  /**
   * Returns a title for users: the meaning of a listed code, else of the family. It is Chinese for
   * a Chinese locale, else English.
   */
  public final String title(Locale locale) {
    return ErrorMappings.title(details.code, family, locale);
  }

  /** Returns the contract's {@code operationId} of the call, such as {@code uploadSmsCode}. */
  public final String operation() {
    return details.operation;
  }

  /** Returns the business code of the response, if it has one. */
  public final Optional<String> code() {
    return Optional.ofNullable(details.code);
  }

  /** Returns the platform's message, with sensitive values masked. */
  public final Optional<String> vendorMessage() {
    return Optional.ofNullable(details.vendorMessage);
  }

  /** Returns the request id for the vendor's support, if the response has one. */
  public final Optional<String> reqId() {
    return Optional.ofNullable(details.reqId);
  }

  /** Returns the HTTP status, if there was a response. Error codes usually come with HTTP 200. */
  public final OptionalInt httpStatus() {
    int status = details.httpStatus;
    return status == 0 || family == Family.NO_RESPONSE
        ? OptionalInt.empty()
        : OptionalInt.of(status);
  }

  /**
   * Returns whether the same request is harmless and can succeed later, by the contract's code
   * catalogue. Always false if the platform may have acted.
   */
  public final boolean retryable() {
    return details.retryable && !details.mayHaveActed;
  }

  /** Returns the wait before a retry, if the contract or the response has one. */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(details.retryAfter);
  }

  /**
   * Returns whether the platform may have acted: sent an SMS, redeemed a task, changed an account.
   * Always false for idempotent operations. If true, check the state before you call again.
   */
  public final boolean mayHaveActed() {
    return details.mayHaveActed;
  }
}
