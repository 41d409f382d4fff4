package io.github.qxylogin.contract;

/**
 * When an answer is given: the values of {@code when} in cases and in the code catalogue's answers.
 */
public enum Condition implements Keyed {
  PARAMETER_MISSING,
  PARAMETER_WRONG_TYPE,
  BODY_MALFORMED,
  SMS_TOO_RECENT,
  SMS_NOT_NEEDED,
  SMS_CODE_WRONG,
  LOGIN_LOCKED,
  LOGIN_MODE_WRONG,
  TASK_ENDED,
  SESSION_HELD,
  SESSION_ENDED,
  ENTERPRISE_UNKNOWN,
  ACCOUNT_UNKNOWN,
  ACCOUNT_EXISTS,
  SECRET_WRONG,
  REFRESH_TOKEN_UNKNOWN,
  TOKEN_MISSING,
  TOKEN_EXPIRED,
  SIGNATURE_MISSING,
  SIGNATURE_WRONG,
  DATE_SKEWED,
  RATE_LIMITED,
  MAINTENANCE;
}
