package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.jetty.JettyFaultInjectorFactory;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpUtils;
import io.github.qxylogin.mock.exchange.FaultKind;
import io.github.qxylogin.mock.exchange.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Writes a reply with its delay and its fault. No thread waits in between; with WireMock's own
 * delays two threads write all replies, and a dribble sleeps in one of them.
 *
 * @param began when the reply was there, by {@link System#nanoTime()}
 */
record ReplyWriter(
    Reply reply, Request request, HttpServletResponse response, AsyncContext later, long began) {
  private static final JettyFaultInjectorFactory LOSSES =
      new JettyFaultInjectorFactory(new Jetty11HttpUtils());

  /** Writes it at once, or from other threads later. */
  static void write(Reply reply, Request request, HttpServletResponse response) throws IOException {
    request.setHandled(true);
    if (reply.disturbance().lateness().toMillis() > 0) {
      AsyncContext later = request.startAsync();
      later.setTimeout(0);
      new ReplyWriter(reply, request, response, later, System.nanoTime())
          .schedule(Duration.ZERO, 0);
    } else {
      writeAtOnce(reply, request, response);
    }
  }

  private static void writeAtOnce(Reply reply, Request request, HttpServletResponse response)
      throws IOException {
    FaultKind fault = reply.disturbance().kind();
    if (fault == FaultKind.CONNECTION_RESET) {
      LOSSES.buildFaultInjector(request, response).connectionResetByPeer();
      return;
    }
    if (fault == FaultKind.EMPTY_ANSWER) {
      LOSSES.buildFaultInjector(request, response).emptyResponseAndCloseConnection();
      return;
    }
    response.setContentLength(reply.body().length);
    head(reply, response);
    response.getOutputStream().write(reply.body());
    if (reply.headers().containsKey(HttpHeader.CONTENT_LENGTH.asString())) {
      // Jetty would not send a body that is shorter than its announced length.
      response.flushBuffer();
    }
  }

  private static void head(Reply reply, HttpServletResponse response) {
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
  }

  private void schedule(Duration afterDelay, int part) {
    HttpChannel channel = request.getHttpChannel();
    Duration due = reply.disturbance().delay().plus(afterDelay);
    channel
        .getScheduler()
        .schedule(
            () -> channel.getServer().getThreadPool().execute(() -> writeLate(part)),
            due.toNanos() - (System.nanoTime() - began),
            TimeUnit.NANOSECONDS);
  }

  private void writeLate(int part) {
    try {
      if (reply.disturbance().kind() == FaultKind.DRIBBLED_BODY) {
        dribble(part);
      } else {
        writeAtOnce(reply, request, response);
        later.complete();
      }
    } catch (IOException clientHasGone) {
      later.complete();
    }
  }

  /** Writes a part of the body, whose length is not announced; the last one is empty. */
  private void dribble(int part) throws IOException {
    int parts = reply.disturbance().chunks();
    if (part == parts) {
      later.complete();
      return;
    }
    if (part == 0) {
      head(reply, response);
    }
    int from = offset(part, parts);
    response.getOutputStream().write(reply.body(), from, offset(part + 1, parts) - from);
    response.flushBuffer();
    schedule(reply.disturbance().dribble().multipliedBy(part + 1L).dividedBy(parts), part + 1);
  }

  private int offset(int part, int parts) {
    return (int) ((long) reply.body().length * part / parts);
  }
}
