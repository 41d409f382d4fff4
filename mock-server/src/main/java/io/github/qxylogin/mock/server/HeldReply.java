package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.exchange.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.util.BufferUtil;

/**
 * Holds a reply back for its delay, without a thread, and looks now and then whether the client is
 * still there: Jetty reads nothing from a connection until its response is sent. A client that has
 * closed its side alone still gets the reply.
 */
final class HeldReply {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Reply.Disturbance disturbance;
  private final HttpChannel channel;
  private final Runnable send;
  private final long began = System.nanoTime();
  private boolean left;

  private HeldReply(Reply.Disturbance disturbance, HttpChannel channel, Runnable send) {
    this.disturbance = disturbance;
    this.channel = channel;
    this.send = send;
  }

  /** Does it when the delay is over. */
  static void hold(Reply.Disturbance disturbance, HttpChannel channel, Runnable send) {
    new HeldReply(disturbance, channel, send).next();
  }

  private void next() {
    Duration passed = Duration.ofNanos(System.nanoTime() - began);
    Duration rest = disturbance.delay().minus(passed);
    if (rest.toMillis() <= 0) {
      send.run();
      return;
    }
    if (!left && isClosed()) {
      left = true;
      disturbance.left().accept(passed);
    }
    Duration step = left || rest.compareTo(LOOK_EVERY) < 0 ? rest : LOOK_EVERY;
    channel.getScheduler().schedule(this::next, step.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isClosed() {
    if (!(channel.getConnection() instanceof HttpConnection connection)
        || !connection.isRequestBufferEmpty()) {
      return false;
    }
    ByteBuffer next = BufferUtil.allocate(connection.getInputBufferSize());
    try {
      if (channel.getEndPoint().fill(next) < 0) {
        return true;
      }
    } catch (IOException reset) {
      return true;
    }
    if (next.hasRemaining()) {
      // The next request came early.
      connection.onUpgradeTo(next);
    }
    return false;
  }
}
