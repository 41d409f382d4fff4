package io.github.qxylogin.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** One kind of outcome, which all codes of the same family share. */
public enum Family {
  OK,
  LOGIN_INFORMATION,
  SMS_TOO_FREQUENT,
  SYSTEM,
  TASK_ENDED,
  PARAMETER,
  BUSINESS,
  SESSION_ENDED,
  NOT_SIGNED_IN,
  SIGNATURE,
  RATE_LIMITED,
  MAINTENANCE,
  PRODUCT,
  ENCRYPTION,
  /** A code that no page lists and no documented family covers. */
  UNKNOWN;

  /** Returns the spelling of the contract, such as {@code task-ended}. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
