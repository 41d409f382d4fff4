package io.github.qxylogin.mock;

import java.time.Duration;

/**
 * How much of a request is read, and how long the server waits.
 *
 * @param bodyBytes the longest body, before and after unzipping
 * @param bodyTime the time in which the whole body must have arrived, counted from its headers
 * @param writeTime the time in which the whole answer must have been read, counted from its headers
 * @param headerBytes the longest request line and headers together
 * @param idleTime how long a connection may be silent, between requests or within their headers
 * @param stopTime how long running answers may take when the server is to stop
 */
record EdgeLimits(
    int bodyBytes,
    Duration bodyTime,
    Duration writeTime,
    int headerBytes,
    Duration idleTime,
    Duration stopTime) {

  static final EdgeLimits DEFAULT =
      new EdgeLimits(
          1 << 20,
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          32 << 10,
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  EdgeLimits withBodyTime(Duration time) {
    return new EdgeLimits(bodyBytes, time, writeTime, headerBytes, idleTime, stopTime);
  }

  EdgeLimits withWriteTime(Duration time) {
    return new EdgeLimits(bodyBytes, bodyTime, time, headerBytes, idleTime, stopTime);
  }

  EdgeLimits withIdleTime(Duration time) {
    return new EdgeLimits(bodyBytes, bodyTime, writeTime, headerBytes, time, stopTime);
  }

  EdgeLimits withStopTime(Duration time) {
    return new EdgeLimits(bodyBytes, bodyTime, writeTime, headerBytes, idleTime, time);
  }
}
