package io.github.qxylogin.client.types;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An account whose session the caller keeps, as a login answers it. Documented as 32 hexadecimal
 * digits, or whatever id the customer supplies; a {@link HostedAccountId} is another thing.
 */
public final class AccountId {
  private final String value;

  /**
   * Creates an account's id from its text.
   *
   * @throws IllegalArgumentException if it is blank
   */
  @JsonCreator(mode = JsonCreator.Mode.DISABLED)
  public AccountId(String value) {
    if (value.trim().isEmpty()) {
      throw new IllegalArgumentException("The account's id is blank: give the one of its login");
    }
    this.value = value;
  }

  /** The platform prints "" for what is absent: no reason to lose the rest of the answer. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static @Nullable AccountId read(String json) {
    return json.trim().isEmpty() ? null : new AccountId(json);
  }

  /** Returns the account's id as text. */
  @JsonValue
  public String value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccountId && ((AccountId) other).value.equals(value);
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
