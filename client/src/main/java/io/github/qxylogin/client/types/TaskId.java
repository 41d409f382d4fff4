package io.github.qxylogin.client.types;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * The login task that an SMS code belongs to.
 *
 * <p>The platform prints it as a string or as a bare number above 2^53; every digit is kept, and it
 * is sent back as the string that the contract asks for.
 */
public final class TaskId {
  private final String value;

  /**
   * Creates a task id from its text.
   *
   * @throws IllegalArgumentException if it is blank
   */
  // Jackson 2.15 would read "" with it.
  @JsonCreator(mode = JsonCreator.Mode.DISABLED)
  public TaskId(String value) {
    if (value.trim().isEmpty()) {
      throw new IllegalArgumentException("The task's id is blank: give the one that was answered");
    }
    this.value = value;
  }

  /**
   * A number with a fraction or an exponent has already lost digits: better no task than another.
   * The platform may print "" for the task of a login that needed none.
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static @Nullable TaskId read(Object json) {
    if (json instanceof String && ((String) json).trim().isEmpty()) {
      return null;
    }
    if (json instanceof String
        || json instanceof Integer
        || json instanceof Long
        || json instanceof BigInteger) {
      return new TaskId(json.toString());
    }
    throw new IllegalArgumentException("a task id is a text or a whole number");
  }

  /** Returns the task's id as text. */
  @JsonValue
  public String value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TaskId && ((TaskId) other).value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
