package io.github.qxylogin.mock.server;

import java.time.Duration;

/**
 * How long the server waits.
 *
 * @param bodyTime the time in which the whole body must have arrived, and the longest silence while
 *     it is sent or a response is read
 * @param idleTime how long a connection may be silent, between requests or within their headers
 * @param stopTime how long running responses may take when the server is to stop
 */
public record ServerLimits(Duration bodyTime, Duration idleTime, Duration stopTime) {
  static final int BODY_BYTES = 1 << 20;

  /** Of request line and headers together. */
  static final int HEADER_BYTES = 32 << 10;

  /** Of one time for bodies and silence: where they differ, Jetty sets a timer twice per call. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5));
}
