package io.github.qxylogin.mock;

/** The numbers that a port can have. */
final class PortRange {

  private static final int LAST = 0xFFFF;

  private PortRange() {}

  static void check(String option, int port) {
    if (port < 0 || port > LAST) {
      throw new IllegalArgumentException(option + " takes 0 to " + LAST + ", not " + port);
    }
  }
}
