package io.github.qxylogin.contracttests.check;

/** Whose values a call carries. */
public enum Whose {
  /** The documented ones, unchanged, whatever the target: nobody's. */
  DOCUMENTED,
  /** Those that the target knows: the documented ones on a mock server, a taxpayer's elsewhere. */
  KNOWN,
  /**
   * Those of somebody who logs in, in the middle of a flow: new for each check on a mock server,
   * the taxpayer elsewhere.
   */
  PERSON
}
