package io.github.qxylogin.contracttests.check;

/** What a check asks of a target or of the user, beside the effects of its calls. */
public enum Need {
  /** Only makes sense with the documented values, which nobody but the mock server knows. */
  DOCUMENTED_VALUES,
  /** Costs more, or relies on more, than a real target can be asked for. */
  MOCK,
  /** Needs a taxpayer beside the usual one. */
  SECOND_PERSON,
  /** Needs a clock that can be moved. */
  CLOCK,
  /** Needs the code that an SMS brings. */
  SMS_CODE,
  /** Only makes sense where calls are authenticated. */
  AUTHENTICATION,
  /** The bureau may count a call of it as a failed login. */
  FAILED_LOGIN
}
