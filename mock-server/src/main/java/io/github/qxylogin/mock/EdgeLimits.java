package io.github.qxylogin.mock;

import java.time.Duration;

/**
 * How much of a request is read, and how long the server waits.
 *
 * @param bodyBytes the longest body, before and after unzipping
 * @param allBodiesBytes how much the bodies of all requests together may be at a time
 * @param heldBack how many answers may be held back at a time
 * @param bodyTime the time in which the whole body must have arrived, counted from its headers
 * @param writeTime the time in which the whole answer must have been taken, counted from its start
 * @param headerBytes the longest request line and headers together
 * @param idleTime how long a connection may be silent, between requests or within their headers
 * @param stopTime how long running answers may take when the server is to stop
 */
record EdgeLimits(
    int bodyBytes,
    long allBodiesBytes,
    int heldBack,
    Duration bodyTime,
    Duration writeTime,
    int headerBytes,
    Duration idleTime,
    Duration stopTime) {

  // Beside a body that is worked on there are copies of it, and the tree that its JSON becomes.
  private static final int SHARE_OF_HEAP = 8;

  static final EdgeLimits DEFAULT =
      new EdgeLimits(
          1 << 20,
          Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          32 << 10,
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  EdgeLimits withAllBodiesBytes(long bytes) {
    return new EdgeLimits(
        bodyBytes, bytes, heldBack, bodyTime, writeTime, headerBytes, idleTime, stopTime);
  }

  EdgeLimits withHeldBack(int answers) {
    return new EdgeLimits(
        bodyBytes, allBodiesBytes, answers, bodyTime, writeTime, headerBytes, idleTime, stopTime);
  }

  EdgeLimits withBodyTime(Duration time) {
    return new EdgeLimits(
        bodyBytes, allBodiesBytes, heldBack, time, writeTime, headerBytes, idleTime, stopTime);
  }

  EdgeLimits withWriteTime(Duration time) {
    return new EdgeLimits(
        bodyBytes, allBodiesBytes, heldBack, bodyTime, time, headerBytes, idleTime, stopTime);
  }

  EdgeLimits withIdleTime(Duration time) {
    return new EdgeLimits(
        bodyBytes, allBodiesBytes, heldBack, bodyTime, writeTime, headerBytes, time, stopTime);
  }

  EdgeLimits withStopTime(Duration time) {
    return new EdgeLimits(
        bodyBytes, allBodiesBytes, heldBack, bodyTime, writeTime, headerBytes, idleTime, time);
  }
}
