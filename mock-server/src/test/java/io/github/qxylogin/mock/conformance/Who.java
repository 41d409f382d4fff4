package io.github.qxylogin.mock.conformance;

/** Whose values a call carries. */
enum Who {
  /** The documented ones, unchanged. */
  DOCUMENTED,
  /** The documented ones, with the mock's credentials. */
  KNOWN,
  /** Those of a test user whom no earlier question has met. */
  FRESH,
  /** Those of another one. */
  SECOND;

  boolean isFresh() {
    return this == FRESH || this == SECOND;
  }
}
