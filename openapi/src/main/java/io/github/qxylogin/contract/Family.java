package io.github.qxylogin.contract;

/** One kind of outcome, which all codes of the same family share. */
public enum Family implements Keyed {
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
}
