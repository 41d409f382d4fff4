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
  /** What {@link #of} returns for the port that the connector itself was given. */
  public static final int NONE = 0;

  private static final int UNKNOWN = -1;

  /** A selector comes round in microseconds. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final Duration PAUSE = Duration.ofNanos(20_000);

  private final ServerConnector connector;
  private final ServerSocketChannel socket;
  private final int number;
  private Closeable acceptor = () -> {};

  private ExtraPort(ServerConnector connector, ServerSocketChannel socket) throws IOException {
    this.connector = connector;
    this.socket = socket;
    this.number = ((InetSocketAddress) socket.getLocalAddress()).getPort();
  }

  /** Takes a free port at the connector's address; connections wait until they are accepted. */
  static ExtraPort bind(ServerConnector connector) {
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      socket.bind(new InetSocketAddress(connector.getHost(), 0), connector.getAcceptQueueSize());
      socket.configureBlocking(false);
      return new ExtraPort(connector, socket);
    } catch (IOException refused) {
      throw new UncheckedIOException("no free port at " + connector.getHost(), refused);
    }
  }

  /** Returns the extra port that a request came in by, which its Host header need not name. */
  static int of(Request request) {
    int local = request.getLocalPort();
    ServerConnector connector = (ServerConnector) request.getHttpChannel().getConnector();
    if (local == connector.getPort()) {
      return NONE;
    }
    // A connection that is closed already has no address any more.
    return local == 0 ? UNKNOWN : local;
  }

  public void accept() {
    acceptor = connector.getSelectorManager().acceptor(socket);
  }

  public int number() {
    return number;
  }

  /** Gives the port back, which is free when this returns, and hangs up on who is connected. */
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
