package io.github.qxylogin.mock.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Responds {@code good}; what is asked of {@code /held} not before it is released. */
final class HoldingBackend implements Backend {
  static final MockResponse GOOD = new MockResponse(200, Map.of(), "good".getBytes(UTF_8));

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final Set<Integer> extraPorts = ConcurrentHashMap.newKeySet();

  @Override
  public boolean owns(String method, String path) {
    return true;
  }

  @Override
  public MockResponse respond(int port, MockRequest call) {
    extraPorts.add(port);
    if (call.path().equals("/held")) {
      asked.countDown();
      await(released);
    }
    return GOOD;
  }

  /** Returns the extra ports that were asked, {@link ExtraPort#NONE} among them. */
  Set<Integer> extraPorts() {
    return extraPorts;
  }

  void awaitRequest() {
    await(asked);
  }

  void release() {
    released.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
