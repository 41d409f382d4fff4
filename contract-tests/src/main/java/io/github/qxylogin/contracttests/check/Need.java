package io.github.qxylogin.contracttests.check;

/** What a check asks of a target or of the user, beside the effects of its calls. */
public enum Need {
  /** The code that an SMS brings. */
  SMS_CODE,
  /** A target that authenticates calls. */
  AUTHENTICATION,
  /** The bureau may count a call of it as a failed login. */
  FAILED_LOGIN
}
