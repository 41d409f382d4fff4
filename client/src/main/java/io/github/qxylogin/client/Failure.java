package io.github.qxylogin.client;

import io.github.qxylogin.client.model.Family;
import java.io.Serializable;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as every exception carries it.
 *
 * @param httpStatus 0 when there was no answer
 * @param vendorMessage the platform's text, its secrets masked
 * @param meaning the code's, from the catalogue; empty for a code that is not listed
 */
record Failure(
    String operation,
    int httpStatus,
    Family family,
    @Nullable String code,
    @Nullable String vendorMessage,
    @Nullable String reqId,
    boolean retryable,
    boolean mayHaveActed,
    @Nullable Duration retryAfter,
    String meaning)
    implements Serializable {

  /** Returns the message of a refusal: what happened, where, and what to do next. */
  String refused(String next) {
    String answered =
        Stream.of(operation, "answered", code, vendorMessage)
            .filter(word -> word != null && !word.isBlank())
            .collect(Collectors.joining(" "));
    String request = reqId == null ? "" : ", reqId " + reqId;
    String advice = meaning.isEmpty() ? next : meaning + " " + next;
    return "%s (%s%s).\n%s".formatted(answered, family.key(), request, advice);
  }
}
