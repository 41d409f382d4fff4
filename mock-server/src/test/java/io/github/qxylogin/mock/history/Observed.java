package io.github.qxylogin.mock.history;

/**
 * A call as its caller saw it. It took effect at one moment between the two times.
 *
 * @param by who called
 * @param invoked when the call began, in {@link System#nanoTime()}
 * @param answered when its answer had come
 */
record Observed(String by, LoginCall call, LoginAnswer answer, long invoked, long answered) {
  boolean overlaps(Observed other) {
    return invoked <= other.answered && other.invoked <= answered;
  }

  @Override
  public String toString() {
    return "%s: %s -> %s [%d, %d]".formatted(by, call, answer, invoked, answered);
  }
}
