package io.github.qxylogin.client.internal.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response does not match the contract. Jackson's exception is not its cause, because
 * its message quotes the unreadable value.
 */
public final class UnreadableBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  private static final String EMPTY = "nothing: the body is empty";
  private static final String NO_OBJECT = "text that is no JSON of the contract";

  private final @Nullable String field;

  public UnreadableBodyException(String problem, @Nullable String field) {
    super(problem);
    this.field = field;
  }

  /** Returns the exception of a body that is no JSON object. */
  public static UnreadableBodyException noObject(boolean empty) {
    return new UnreadableBodyException(empty ? EMPTY : NO_OBJECT, null);
  }

  public static UnreadableBodyException of(JsonProcessingException failure) {
    JsonLocation at = failure.getLocation();
    String place =
        at == null || at.getLineNr() < 1
            ? ""
            : String.format(" at line %d, column %d", at.getLineNr(), at.getColumnNr());
    String field =
        failure instanceof JsonMappingException ? path((JsonMappingException) failure) : "";
    return field.isEmpty()
        ? new UnreadableBodyException(NO_OBJECT + place, null)
        : new UnreadableBodyException("an invalid '" + field + "'" + place, field);
  }

  private static String path(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(r -> r.getFieldName() == null ? "" + r.getIndex() : r.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** Returns the path of the invalid member, if there is one. */
  public @Nullable String field() {
    return field;
  }
}
