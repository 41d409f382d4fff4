package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.exchange.Reply;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.util.Callback;

/**
 * Sends a body in parts, over a time; no thread waits in between. It goes past Jetty's output
 * stream, which would block. When the caller has gone, the connection has, and nothing is left.
 */
final class DribbledBody implements Callback {
  private final HttpChannel channel;
  private final AsyncContext later;
  private final byte[] body;
  private final Reply.Dribble dribble;
  private final long began = System.nanoTime();
  private int sent;

  private DribbledBody(Reply reply, HttpChannel channel, AsyncContext later) {
    this.channel = channel;
    this.later = later;
    body = reply.body();
    dribble = reply.disturbance().dribble().orElseThrow();
  }

  /** Sends all of it, whose length is not announced. */
  static void send(Reply reply, Request base, HttpServletResponse response, AsyncContext later) {
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    new DribbledBody(reply, base.getHttpChannel(), later).next();
  }

  private void next() {
    int from = offset(sent);
    sent++;
    channel.write(ByteBuffer.wrap(body, from, offset(sent) - from), false, this);
  }

  private int offset(int chunks) {
    return (int) ((long) body.length * chunks / dribble.numberOfChunks());
  }

  @Override
  public void succeeded() {
    boolean last = sent == dribble.numberOfChunks();
    long due = dribble.totalDuration().toNanos() * sent / dribble.numberOfChunks();
    channel
        .getScheduler()
        .schedule(
            last ? later::complete : this::next,
            due - (System.nanoTime() - began),
            TimeUnit.NANOSECONDS);
  }
}
