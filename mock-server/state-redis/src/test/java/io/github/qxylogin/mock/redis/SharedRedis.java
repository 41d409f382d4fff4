package io.github.qxylogin.mock.redis;

import io.github.qxylogin.mock.testing.TestedState;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The Redis of all tests that run on each store; it ends with them. */
public final class SharedRedis implements TestedState.Server {
  private static @Nullable RealRedis redis;

  @Override
  public boolean isMeant(String parameter) {
    return parameter.equals("redis");
  }

  /**
   * Its calls may wait for long, so that a busy machine fails no test; clocks are the tests' own.
   */
  @Override
  public URI address(String name) {
    return OwnClockProvider.address(running(), "?timeout=20s&name=" + name);
  }

  private static synchronized RealRedis running() {
    if (redis == null) {
      redis = RealRedis.start();
      Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
    }
    return redis;
  }
}
