package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An account whose session the caller keeps, as a login answers it. Documented as 32 hexadecimal
 * digits, or whatever id the customer supplies; a {@link HostedAccountId} is another thing.
 *
 * @param value the account's id as text
 */
public record AccountId(@JsonValue String value) {

  /**
   * Creates an account's id from its text.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public AccountId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The account's id is blank: give the one of its login");
    }
  }

  /** The platform prints "" for what is absent: no reason to lose the rest of the answer. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static @Nullable AccountId read(String json) {
    return json.isBlank() ? null : new AccountId(json);
  }

  @Override
  public String toString() {
    return value;
  }
}
