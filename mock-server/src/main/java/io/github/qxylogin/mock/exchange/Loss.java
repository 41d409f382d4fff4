package io.github.qxylogin.mock.exchange;

/** How a whole answer gets lost on its way. */
public enum Loss {
  /** The connection is reset. */
  CONNECTION_RESET,
  /** The connection is closed in place of an answer. */
  EMPTY_ANSWER
}
