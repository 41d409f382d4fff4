package io.github.qxylogin.client;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.github.qxylogin.client.model.Envelope;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body that is not of the contract. Jackson's own failure is no cause of this one,
 * since its message quotes the value that could not be read.
 */
final class UnreadableBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  static final String EMPTY = "nothing: the body is empty";

  private final @Nullable String field;
  private final transient @Nullable Envelope envelope;

  UnreadableBodyException(String problem, @Nullable String field, @Nullable Envelope envelope) {
    super(problem);
    this.field = field;
    this.envelope = envelope;
  }

  static UnreadableBodyException of(JsonProcessingException failure, @Nullable Envelope envelope) {
    JsonLocation at = failure.getLocation();
    String place =
        at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    String field = failure instanceof JsonMappingException wrong ? path(wrong) : "";
    return field.isEmpty()
        ? new UnreadableBodyException(
            "text that is no JSON of the contract" + place, null, envelope)
        : new UnreadableBodyException(
            "a '" + field + "' that is not of the contract" + place, field, envelope);
  }

  private static String path(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(r -> r.getFieldName() == null ? "" + r.getIndex() : r.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** Returns what could be read: a refusal is one, whatever its data looks like. */
  @Nullable Envelope envelope() {
    return envelope;
  }

  /** Returns the path of the member at fault, if there is one. */
  @Nullable String field() {
    return field;
  }
}
