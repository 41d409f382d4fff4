package io.github.qxylogin.mock;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Waits until the process is told to end. Told again, it ends at once, whatever still runs: the
 * JVM's own answer to a second signal is to wait for the first.
 */
final class EndSignals {

  private static final int ENDED_AT_ONCE = 1;

  private final CountDownLatch told = new CountDownLatch(1);

  /** Begins to listen for Ctrl-C and SIGTERM. */
  EndSignals() {
    List.of("INT", "TERM").forEach(this::handle);
  }

  void await() throws InterruptedException {
    told.await();
  }

  // By reflection, since javac warns of every use of this class, and the warning has no switch.
  private void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object handling =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                received();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
    } catch (ReflectiveOperationException unsupported) {
      // Then the JVM ends the process by itself, and the shutdown hook closes the mock.
    }
  }

  private void received() {
    if (told.getCount() == 0) {
      Runtime.getRuntime().halt(ENDED_AT_ONCE);
    }
    told.countDown();
  }
}
