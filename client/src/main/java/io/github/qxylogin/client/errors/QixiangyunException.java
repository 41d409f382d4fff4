package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call did not bring what it was made for. One subclass for each family of codes in the
 * contract's catalogue, and two for calls whose answer is missing or cannot be read. No message
 * holds a value that the contract marks as sensitive.
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

  /** Creates one of an answer, whose message says what to do next. */
  QixiangyunException(ExceptionDetails details, Family family, String next) {
    this(details.refused(family, next), details, family, null);
  }

  /**
   * Returns a copy with the stack trace of here, for another caller who waits for the same: a
   * suppressed exception that one adds to his copy is in no other, so long as none was added to
   * this one.
   */
  public final QixiangyunException again() {
    try {
      return (QixiangyunException) ((QixiangyunException) clone()).fillInStackTrace();
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Returns what went wrong, for a {@code switch}: the constants say which exception has which. */
  public final Family family() {
    return family;
  }

  /**
   * Returns what went wrong, for people: what the code means where the contract lists it, else what
   * the family does; in Chinese for a Chinese locale, else in English.
   */
  public final String title(Locale locale) {
    return Refusals.title(details.code, family, locale);
  }

  /** Returns the contract's {@code operationId} of the call, such as {@code uploadSmsCode}. */
  public final String operation() {
    return details.operation;
  }

  /** Returns the business code of the answer, if it had one. */
  public final Optional<String> code() {
    return Optional.ofNullable(details.code);
  }

  /** Returns the platform's text as sent, but for values that must not be shown. */
  public final Optional<String> vendorMessage() {
    return Optional.ofNullable(details.vendorMessage);
  }

  /** Returns the id to quote to the vendor's support, if the answer had one. */
  public final Optional<String> reqId() {
    return Optional.ofNullable(details.reqId);
  }

  /** Returns the HTTP status, if there was an answer; business failures come with 200. */
  public final OptionalInt httpStatus() {
    int status = details.httpStatus;
    return status == 0 || family == Family.NO_RESPONSE
        ? OptionalInt.empty()
        : OptionalInt.of(status);
  }

  /**
   * Returns whether the same request can succeed later and does no harm: as the code catalogue has
   * it, and never where the platform may have acted on this one.
   */
  public final boolean retryable() {
    return details.retryable && !details.mayHaveActed;
  }

  /** Returns how long to wait before that, where the catalogue tells. */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(details.retryAfter);
  }

  /**
   * Returns whether the platform may have acted on the call: sent an SMS, redeemed a task, changed
   * an account. True only of operations that are not idempotent; find out before you call again.
   */
  public final boolean mayHaveActed() {
    return details.mayHaveActed;
  }
}
