package io.github.qxylogin.mock.history;

/** What came back. */
sealed interface LoginResult {

  /** A code was sent, for this task and account. */
  record Sent(String task, String account) implements LoginResult {}

  /** The session of this account is open. */
  record LoggedIn(String account) implements LoginResult {}

  /** Whether the session holds. */
  record Holds(boolean yes) implements LoginResult {}

  /** The errors, and the response of a call without result. */
  enum Plain implements LoginResult {
    TOO_FREQUENT,
    WRONG_CODE,
    ENDED,
    DONE
  }

  /** Anything else, which no order of calls explains. */
  record Other(String what) implements LoginResult {}
}
