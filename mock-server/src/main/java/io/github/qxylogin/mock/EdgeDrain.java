package io.github.qxylogin.mock;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import wiremock.org.eclipse.jetty.io.Connection;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.io.ssl.SslConnection;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.server.ServerConnector;

/**
 * Ends the connections of a server that is to stop: those without a running request at once, the
 * others when their answer is out. It asks Jetty what each is doing, so that requests need not be
 * counted.
 */
final class EdgeDrain {

  private static final long LOOK_AGAIN_MILLIS = 5;

  private final List<ServerConnector> connectors;

  EdgeDrain(List<ServerConnector> connectors) {
    this.connectors = connectors;
  }

  /** Refuses new connections and requests, and waits for the running ones, for so long at most. */
  void run(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (ServerConnector connector : connectors) {
      // Answers say "Connection: close" from here on. That future waits for idle connections too.
      Future<Void> unused = connector.shutdown();
      connector.close();
    }
    try {
      while (anyRuns() && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean anyRuns() {
    boolean any = false;
    for (ServerConnector connector : connectors) {
      for (EndPoint endPoint : connector.getConnectedEndPoints()) {
        if (runs(endPoint.getConnection())) {
          any = true;
        } else {
          endPoint.close();
        }
      }
    }
    return any;
  }

  private static boolean runs(Connection connection) {
    if (connection instanceof SslConnection tls) {
      return runs(tls.getDecryptedEndPoint().getConnection());
    }
    return connection instanceof HttpConnection http && !http.getHttpChannel().getState().isIdle();
  }
}
