package io.github.qxylogin.mock;

import java.time.Duration;

/**
 * How much of a request is read, and for how long.
 *
 * @param bodyBytes the longest body, before and after unzipping
 * @param bodyTime the time in which the whole body must have arrived, counted from its headers
 * @param headerBytes the longest request line and headers together
 */
record EdgeLimits(int bodyBytes, Duration bodyTime, int headerBytes) {

  static final EdgeLimits DEFAULT = new EdgeLimits(1 << 20, Duration.ofSeconds(10), 32 << 10);
}
