package io.github.qxylogin.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An account that the platform keeps: a number of 15 or 16 digits, unlike the {@link AccountId} of
 * the self-held logins. Two operations take it as text and all others as a number, which the
 * service of hosted accounts sees to.
 *
 * @param value the account's number
 */
public record HostedAccountId(@JsonValue long value) {

  /** A number with a fraction or an exponent has already lost digits. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static HostedAccountId read(Object json) {
    if (json instanceof String || json instanceof Integer || json instanceof Long) {
      return new HostedAccountId(Long.parseLong(json.toString()));
    }
    throw new IllegalArgumentException("a hosted account's id is a whole number");
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
