package io.github.qxylogin.mock.server;

import java.time.Duration;

/**
 * How much of a request is read, and how long the server waits.
 *
 * @param bodyBytes the longest body
 * @param headerBytes the longest request line and headers together
 * @param bodyTime the time in which the whole body must have arrived, and the longest silence while
 *     it is sent or an answer is read
 * @param idleTime how long a connection may be silent, between requests or within their headers
 * @param stopTime how long running answers may take when the server is to stop
 */
public record EdgeLimits(
    int bodyBytes, int headerBytes, Duration bodyTime, Duration idleTime, Duration stopTime) {

  /** Of one time for bodies and silence: where they differ, Jetty sets a timer twice per call. */
  public static final EdgeLimits DEFAULT =
      new EdgeLimits(
          1 << 20, 32 << 10, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5));

  public EdgeLimits withBodyTime(Duration time) {
    return new EdgeLimits(bodyBytes, headerBytes, time, idleTime, stopTime);
  }

  public EdgeLimits withIdleTime(Duration time) {
    return new EdgeLimits(bodyBytes, headerBytes, bodyTime, time, stopTime);
  }

  public EdgeLimits withStopTime(Duration time) {
    return new EdgeLimits(bodyBytes, headerBytes, bodyTime, idleTime, time);
  }
}
