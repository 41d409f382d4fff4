package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The login task that an SMS code belongs to.
 *
 * <p>The platform prints it as a string or as a bare number above 2^53; every digit is kept, and it
 * is sent back as the string that the contract asks for.
 *
 * @param value the task's id as text
 */
public record TaskId(@JsonValue String value) {

  /** Creates a task id from its text. */
  public TaskId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * A number with a fraction or an exponent has already lost digits: better no task than another.
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static TaskId read(Object json) {
    if (json instanceof String
        || json instanceof Integer
        || json instanceof Long
        || json instanceof BigInteger) {
      return new TaskId(json.toString());
    }
    throw new IllegalArgumentException("a task id is a text or a whole number");
  }

  /** The platform may print "" for the task of a login that needed none. */
  static Optional<TaskId> given(@Nullable TaskId answered) {
    return Optional.ofNullable(answered).filter(task -> !task.value.isBlank());
  }

  @Override
  public String toString() {
    return value;
  }
}
