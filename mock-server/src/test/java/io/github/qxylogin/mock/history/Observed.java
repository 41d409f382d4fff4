package io.github.qxylogin.mock.history;

/**
 * A call as its caller saw it. It took effect at one moment between the two times.
 *
 * @param by who called
 * @param invoked when the call began, in {@link System#nanoTime()}
 * @param returned when its response had arrived
 */
record Observed(String by, LoginCall call, LoginResult response, long invoked, long returned) {
  boolean overlaps(Observed other) {
    return invoked <= other.returned && other.invoked <= returned;
  }

  @Override
  public String toString() {
    return "%s: %s -> %s [%d, %d]".formatted(by, call, response, invoked, returned);
  }
}
