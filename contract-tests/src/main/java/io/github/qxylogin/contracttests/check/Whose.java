package io.github.qxylogin.contracttests.check;

/** Whose values a call carries. */
public enum Whose {
  /** The documented ones, unchanged, whatever the target. */
  DOCUMENTED,
  /**
   * Those that the target knows: the documented ones on the mock server, a taxpayer's elsewhere.
   */
  KNOWN,
  /** Those of somebody who logs in: new for each check on a mock server, the taxpayer elsewhere. */
  PERSON,
  /**
   * Those of somebody new on a mock server; elsewhere all that the target knows, for a call that no
   * earlier one hands anything on to.
   */
  NEWCOMER,
  /** Those of somebody else. */
  OTHER_PERSON
}
