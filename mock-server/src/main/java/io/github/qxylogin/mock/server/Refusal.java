package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.exchange.Chinese;
import io.github.qxylogin.mock.exchange.Decision;
import io.github.qxylogin.mock.exchange.ExplainedReply;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.BadMessageException;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Writes refusals in one shape, wherever the fault was found.
 *
 * @param guard knows the paths of what is the mock's own
 */
record Refusal(SameHostGuard guard) {

  void write(Problem problem, Request request, HttpServletResponse response) throws IOException {
    write(problem.status(), problem, request, response);
  }

  void write(int status, Problem problem, Request request, HttpServletResponse response)
      throws IOException {
    write(english(status, problem, request), request, response);
  }

  /** Writes it, and ends the connection: what is left of the body must not be read as a request. */
  void write(Reply english, Request request, HttpServletResponse response) throws IOException {
    Reply reply = inItsLanguage(english, request);
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    response.setContentLength(reply.body().length);
    response.setHeader(HttpHeader.CONNECTION.asString(), "close");
    response.getOutputStream().write(reply.body());
  }

  Reply reply(int status, Problem problem, Request request) {
    return inItsLanguage(english(status, problem, request), request);
  }

  private Reply english(int status, Problem problem, Request request) {
    return isOfControl(request.getHttpURI())
        ? problem.reply(status)
        : answered(status, problem, request).reply();
  }

  /** Returns the response to a call of the API that no rule sees. */
  ExplainedReply answered(int status, Problem problem, Request request) {
    return ExplainedReply.of(
        Decision.EDGE,
        problem == Problem.ORIGIN_NOT_ALLOWED
            ? Problem.originNotAllowed(request.getHeader("Origin"))
            : problem.answer(status));
  }

  private static Reply inItsLanguage(Reply english, Request request) {
    String language = request.getHeader("Accept-Language");
    return language == null ? english : Chinese.of(english, language);
  }

  /** Returns what was wrong with a body that could not be read. */
  static Problem ofBody(Throwable failure) {
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
