package io.github.qxylogin.mock.testing;

import io.github.qxylogin.mock.server.ServerLimits;
import java.time.Duration;

/** Limits of a server with one time of their own. */
public final class Limits {
  private static final ServerLimits USUAL = ServerLimits.DEFAULT;

  private Limits() {}

  public static ServerLimits withBodyTime(Duration time) {
    return new ServerLimits(time, USUAL.idleTime(), USUAL.stopTime());
  }

  public static ServerLimits withIdleTime(Duration time) {
    return new ServerLimits(USUAL.bodyTime(), time, USUAL.stopTime());
  }

  public static ServerLimits withStopTime(Duration time) {
    return new ServerLimits(USUAL.bodyTime(), USUAL.idleTime(), time);
  }
}
