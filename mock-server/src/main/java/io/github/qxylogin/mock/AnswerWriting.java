package io.github.qxylogin.mock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/** Sends answers to whoever reads slowly or not at all without holding a thread. */
final class AnswerWriting extends HandlerWrapper {

  private final Duration time;

  /**
   * @param time in which an answer must have been taken, or the connection is cut
   */
  AnswerWriting(Duration time) {
    this.time = time;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    super.handle(
        target,
        base,
        request,
        new BufferedResponse(
            base.getResponse(), response, body -> send(base.getHttpChannel(), body)));
  }

  // Jetty completes the request when the answer is out, however late that is.
  private void send(HttpChannel channel, ByteBuffer body) {
    SlowReader reader = new SlowReader(channel);
    channel.getResponse().getHttpOutput().sendContent(body, reader);
    reader.limit(time);
  }
}
