package io.github.qxylogin.client.types;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An account that the platform keeps: a number of 15 or 16 digits, unlike the {@link AccountId} of
 * the self-held logins. Two operations take it as text and all others as a number, which the
 * service of hosted accounts sees to.
 */
public final class HostedAccountId {
  private final long value;

  /** Creates an account's id from its number. */
  @JsonCreator(mode = JsonCreator.Mode.DISABLED)
  public HostedAccountId(long value) {
    this.value = value;
  }

  /** A number with a fraction or an exponent has already lost digits. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static HostedAccountId read(Object json) {
    if (json instanceof String || json instanceof Integer || json instanceof Long) {
      return new HostedAccountId(Long.parseLong(json.toString()));
    }
    throw new IllegalArgumentException("a hosted account's id is a whole number");
  }

  /** Returns the account's number. */
  @JsonValue
  public long value() {
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostedAccountId && ((HostedAccountId) other).value == value;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
