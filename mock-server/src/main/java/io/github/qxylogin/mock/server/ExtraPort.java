package io.github.qxylogin.mock.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.util.IO;

/**
 * One more port of a running connector. The connector's selectors watch its socket, so that it
 * needs no thread of its own.
 */
public final class ExtraPort {
  /** The value of {@link #of} for the connector's own port. */
  public static final int NONE = -1;

  /** A selector comes round in microseconds, on a busy machine in seconds. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private static final Duration PAUSE = Duration.ofNanos(20_000);

  private final ServerConnector connector;
  private final ServerSocketChannel socket;
  private final int number;
  private final Closeable acceptor;

  /** Takes a free port at the connector's address, and accepts connections. */
  ExtraPort(ServerConnector connector) {
    this.connector = connector;
    try {
      socket = ServerSocketChannel.open();
      socket.bind(new InetSocketAddress(connector.getHost(), 0), connector.getAcceptQueueSize());
      socket.configureBlocking(false);
      number = ((InetSocketAddress) socket.getLocalAddress()).getPort();
    } catch (IOException failed) {
      throw new UncheckedIOException("no free port at " + connector.getHost(), failed);
    }
    acceptor = connector.getSelectorManager().acceptor(socket);
  }

  /**
   * Returns the extra port that a request came in by, which its Host header need not name; 0 if its
   * connection is closed already.
   */
  static int of(Request request) {
    int local = request.getLocalPort();
    ServerConnector connector = (ServerConnector) request.getHttpChannel().getConnector();
    return local == connector.getPort() ? NONE : local;
  }

  public int number() {
    return number;
  }

  /** Releases the port and closes its connections. The port is free when this returns. */
  public void close() {
    // A selector that watches a socket closes it only in its next round.
    await(true);
    IO.close(acceptor);
    await(false);
    IO.close(socket);
    connector.getConnectedEndPoints().stream().filter(this::isHere).forEach(EndPoint::close);
  }

  private void await(boolean watched) {
    long start = System.nanoTime();
    while (socket.isRegistered() != watched
        && connector.isRunning()
        && System.nanoTime() - start < LONGEST_WAIT.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean isHere(EndPoint connection) {
    return connection.getLocalSocketAddress() instanceof InetSocketAddress local
        && local.getPort() == number;
  }
}
