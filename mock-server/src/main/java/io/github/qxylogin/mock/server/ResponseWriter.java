package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.jetty.JettyFaultInjectorFactory;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpUtils;
import io.github.qxylogin.mock.http.FaultKind;
import io.github.qxylogin.mock.http.MockResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Writes a response with its delay and its fault. No thread waits in between; WireMock's own delays
 * write all responses in two threads, and a dribble sleeps in one of them.
 *
 * @param began when the response was ready, by {@link System#nanoTime()}
 */
record ResponseWriter(
    MockResponse mockResponse,
    Request request,
    HttpServletResponse response,
    AsyncContext later,
    long began) {
  private static final JettyFaultInjectorFactory FAULT_INJECTORS =
      new JettyFaultInjectorFactory(new Jetty11HttpUtils());

  /** Writes it now, or later from other threads. */
  static void write(MockResponse mockResponse, Request request, HttpServletResponse response)
      throws IOException {
    request.setHandled(true);
    if (mockResponse.fault().lateness().toMillis() > 0) {
      AsyncContext later = request.startAsync();
      later.setTimeout(0);
      new ResponseWriter(mockResponse, request, response, later, System.nanoTime())
          .schedule(Duration.ZERO, 0);
    } else {
      writeNow(mockResponse, request, response);
    }
  }

  private static void writeNow(
      MockResponse mockResponse, Request request, HttpServletResponse response) throws IOException {
    FaultKind fault = mockResponse.fault().kind();
    if (fault == FaultKind.CONNECTION_RESET) {
      FAULT_INJECTORS.buildFaultInjector(request, response).connectionResetByPeer();
      return;
    }
    if (fault == FaultKind.EMPTY_RESPONSE) {
      FAULT_INJECTORS.buildFaultInjector(request, response).emptyResponseAndCloseConnection();
      return;
    }
    response.setContentLength(mockResponse.body().length);
    head(mockResponse, response);
    response.getOutputStream().write(mockResponse.body());
    if (mockResponse.headers().containsKey(HttpHeader.CONTENT_LENGTH.asString())) {
      // Jetty would not send a body that is shorter than its announced length.
      response.flushBuffer();
    }
  }

  private static void head(MockResponse mockResponse, HttpServletResponse response) {
    response.setStatus(mockResponse.status());
    mockResponse.headers().forEach(response::setHeader);
  }

  private void schedule(Duration afterDelay, int part) {
    HttpChannel channel = request.getHttpChannel();
    Duration due = mockResponse.fault().delay().plus(afterDelay);
    channel
        .getScheduler()
        .schedule(
            () -> channel.getServer().getThreadPool().execute(() -> writeLate(part)),
            due.toNanos() - (System.nanoTime() - began),
            TimeUnit.NANOSECONDS);
  }

  private void writeLate(int part) {
    try {
      if (mockResponse.fault().kind() == FaultKind.DRIBBLED_BODY) {
        dribble(part);
      } else {
        writeNow(mockResponse, request, response);
        later.complete();
      }
    } catch (IOException clientGone) {
      later.complete();
    }
  }

  /** Writes a part of the body without announcing its length; the last part is empty. */
  private void dribble(int part) throws IOException {
    int parts = mockResponse.fault().chunks();
    if (part == parts) {
      later.complete();
      return;
    }
    if (part == 0) {
      head(mockResponse, response);
    }
    int from = offset(part, parts);
    response.getOutputStream().write(mockResponse.body(), from, offset(part + 1, parts) - from);
    response.flushBuffer();
    schedule(mockResponse.fault().dribble().multipliedBy(part + 1L).dividedBy(parts), part + 1);
  }

  private int offset(int part, int parts) {
    return (int) ((long) mockResponse.body().length * part / parts);
  }
}
