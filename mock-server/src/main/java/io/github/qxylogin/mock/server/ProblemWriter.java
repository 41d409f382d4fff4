package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.exchange.Problem.ofUnreadable;

import com.github.tomakehurst.wiremock.common.Notifier;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import io.github.qxylogin.mock.text.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import wiremock.com.google.common.base.Throwables;
import wiremock.jakarta.servlet.RequestDispatcher;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
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
    Reply reply =
        status < 500
            ? reply(status, status == 404 ? Problem.PATH_UNKNOWN : ofUnreadable(status), base)
            : failed((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION), base);
    ReplyWriter.write(reply, base, response);
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    // Jetty does not pass the request; the connection has what was read of it.
    Request read = HttpConnection.getCurrentConnection().getHttpChannel().getRequest();
    Reply reply = reply(status, ofUnreadable(status), read);
    reply.headers().forEach(fields::put);
    return ByteBuffer.wrap(reply.body());
  }

  /** Logs a failure, which Jetty would log where WireMock's jar has no output. */
  Reply failed(Throwable failure, Request request) {
    log.error(request.getMethod() + " " + request.getRequestURI() + " failed", failure);
    return reply(Problem.SERVER_FAILED, request);
  }

  Reply reply(Problem problem, Request request) {
    return reply(problem.status(), problem, request);
  }

  /** Ends the connection too: the rest of the body must not be read as a request. */
  private Reply reply(int status, Problem problem, Request request) {
    Reply english =
        guard.covers(request.getHttpURI())
            ? problem.reply(status)
            : answered(status, problem, request).explained();
    String languages = request.getHeader("Accept-Language");
    Reply reply = languages == null ? english : english.in(Message.language(languages));
    return reply.with(HttpHeader.CONNECTION.asString(), "close");
  }

  /** Returns the response to a call of the API that no rule sees. */
  ExplainedReply answered(int status, Problem problem, Request request) {
    return ExplainedReply.of(
        Decision.BEFORE_RULES,
        problem == Problem.ORIGIN_NOT_ALLOWED
            ? Problem.originNotAllowed(request.getHeader("Origin"))
            : problem.answer(status));
  }

  /** Returns the response to a request that could not be read. */
  Reply unreadable(Throwable failure, Request request) {
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      if (cause instanceof BadMessageException bad) {
        return reply(ofUnreadable(bad.getCode()), request);
      }
      if (cause instanceof TimeoutException) {
        return reply(Problem.BODY_TOO_SLOW, request);
      }
    }
    return reply(Problem.HTTP_MALFORMED, request);
  }
}
