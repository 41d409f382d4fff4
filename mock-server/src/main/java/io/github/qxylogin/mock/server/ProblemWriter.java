package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.common.Notifier;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.text.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import wiremock.jakarta.servlet.RequestDispatcher;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/**
 * Writes problems in one shape, whether we, WireMock or Jetty found them. Jetty's own error page
 * shows the stack trace.
 */
final class ProblemWriter extends ErrorHandler {
  private final SameHostGuard guard;
  private final Notifier log;

  ProblemWriter(SameHostGuard guard, Notifier log) {
    this.guard = guard;
    this.log = log;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = response.getStatus();
    if (status == 404) {
      write(Problem.PATH_UNKNOWN, base, response);
    } else if (status < 500) {
      write(status, Problem.ofUnreadable(status), base, response);
    } else {
      Throwable failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
      base.setHandled(true);
      write(failed(base, failure), base, response);
    }
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    // Jetty does not pass the request; the connection has what was read of it.
    Request read = HttpConnection.getCurrentConnection().getHttpChannel().getRequest();
    Reply reply = reply(status, Problem.ofUnreadable(status), read);
    reply.headers().forEach(fields::put);
    fields.put(HttpHeader.CONNECTION, "close");
    return ByteBuffer.wrap(reply.body());
  }

  void write(Problem problem, Request request, HttpServletResponse response) throws IOException {
    write(problem.status(), problem, request, response);
  }

  private void write(int status, Problem problem, Request request, HttpServletResponse response)
      throws IOException {
    request.setHandled(true);
    write(reply(status, problem, request), request, response);
  }

  /** Ends the connection too: the rest of the body must not be read as a request. */
  private static void write(Reply reply, Request request, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeader.CONNECTION.asString(), "close");
    ReplyWriter.write(reply, request, response);
  }

  /** Logs a failure, which Jetty would log where WireMock's jar has no output. */
  Reply failed(Request request, Throwable failure) {
    log.error(request.getMethod() + " " + request.getRequestURI() + " failed", failure);
    return reply(Problem.SERVER_FAILED.status(), Problem.SERVER_FAILED, request);
  }

  private Reply reply(int status, Problem problem, Request request) {
    Reply english =
        isOfControl(request.getHttpURI())
            ? problem.reply(status)
            : answered(status, problem, request).explained();
    String languages = request.getHeader("Accept-Language");
    return languages == null ? english : english.in(Message.language(languages));
  }

  /** Returns the response to a call of the API that no rule sees. */
  ExplainedReply answered(int status, Problem problem, Request request) {
    return ExplainedReply.of(
        Decision.BEFORE_RULES,
        problem == Problem.ORIGIN_NOT_ALLOWED
            ? Problem.originNotAllowed(request.getHeader("Origin"))
            : problem.answer(status));
  }

  /** Returns what was wrong with a request that could not be read. */
  static Problem ofRequest(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadMessageException bad) {
        return Problem.ofUnreadable(bad.getCode());
      }
      if (cause instanceof TimeoutException) {
        return Problem.BODY_TOO_SLOW;
      }
    }
    return Problem.HTTP_MALFORMED;
  }

  /** Of a request whose first line could not be read, there is no address. */
  private boolean isOfControl(HttpURI uri) {
    return uri != null && guard.covers(uri.getDecodedPath(), uri.getPath());
  }
}
