package io.github.qxylogin.client.errors;

import io.github.qxylogin.client.model.Family;
import java.io.Serializable;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What went wrong, as every exception carries it. */
final class Failure implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final int httpStatus;
  private final Family family;
  private final @Nullable String code;
  private final @Nullable String vendorMessage;
  private final @Nullable String reqId;
  private final boolean retryable;
  private final boolean mayHaveActed;
  private final @Nullable Duration retryAfter;
  private final String meaning;

  /**
   * Creates what went wrong.
   *
   * @param httpStatus 0 when there was no answer
   * @param vendorMessage the platform's text, its secrets masked
   * @param meaning the code's, from the catalogue; empty for a code that is not listed
   */
  Failure(
      String operation,
      int httpStatus,
      Family family,
      @Nullable String code,
      @Nullable String vendorMessage,
      @Nullable String reqId,
      boolean retryable,
      boolean mayHaveActed,
      @Nullable Duration retryAfter,
      String meaning) {
    this.operation = operation;
    this.httpStatus = httpStatus;
    this.family = family;
    this.code = code;
    this.vendorMessage = vendorMessage;
    this.reqId = reqId;
    this.retryable = retryable;
    this.mayHaveActed = mayHaveActed;
    this.retryAfter = retryAfter;
    this.meaning = meaning;
  }

  String operation() {
    return operation;
  }

  int httpStatus() {
    return httpStatus;
  }

  Family family() {
    return family;
  }

  @Nullable String code() {
    return code;
  }

  @Nullable String vendorMessage() {
    return vendorMessage;
  }

  @Nullable String reqId() {
    return reqId;
  }

  boolean retryable() {
    return retryable;
  }

  boolean mayHaveActed() {
    return mayHaveActed;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Returns the message of a refusal: what happened, where, and what to do next. */
  String refused(String next) {
    String answered =
        Stream.of(operation, "answered", code, vendorMessage)
            .filter(word -> word != null && !word.trim().isEmpty())
            .collect(Collectors.joining(" "));
    String request = reqId == null ? "" : ", reqId " + reqId;
    String advice = meaning.isEmpty() ? next : meaning + " " + next;
    return String.format("%s (%s%s).\n%s", answered, family.key(), request, advice);
  }
}
