package io.github.qxylogin.mock;

/** Tells, below a test's failure, how the mock was called. It is no failure of its own. */
final class CallsSeen extends RuntimeException {
  private static final long serialVersionUID = 1;

  CallsSeen(String url, String calls) {
    super("The mock was at " + url + ". " + calls, null, false, false);
  }
}
