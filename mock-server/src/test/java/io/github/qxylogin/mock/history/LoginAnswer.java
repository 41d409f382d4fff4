package io.github.qxylogin.mock.history;

/** What came back. */
sealed interface LoginAnswer {

  /** A code was sent, for this task and account. */
  record Sent(String task, String account) implements LoginAnswer {}

  /** The session of this account is open. */
  record LoggedIn(String account) implements LoginAnswer {}

  /** Whether the session holds. */
  record Holds(boolean yes) implements LoginAnswer {}

  /** The refusals, and the answer of a call that has none. */
  enum Plain implements LoginAnswer {
    TOO_FREQUENT,
    WRONG_CODE,
    ENDED,
    DONE
  }

  /** Anything else, which no order of calls explains. */
  record Other(String what) implements LoginAnswer {}
}
