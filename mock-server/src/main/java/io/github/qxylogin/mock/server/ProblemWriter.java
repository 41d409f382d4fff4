package io.github.qxylogin.mock.server;

import static io.github.qxylogin.mock.http.Problem.ofUnreadable;

import com.github.tomakehurst.wiremock.common.Notifier;
import io.github.qxylogin.mock.http.Decision;
import io.github.qxylogin.mock.http.ExplainedResponse;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.Problem;
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
    MockResponse mockResponse =
        status < 500
            ? response(status, status == 404 ? Problem.PATH_UNKNOWN : ofUnreadable(status), base)
            : failed((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION), base);
    ResponseWriter.write(mockResponse, base, response);
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    // Jetty does not pass the request; the connection has what was read of it.
    Request read = HttpConnection.getCurrentConnection().getHttpChannel().getRequest();
    MockResponse mockResponse = response(status, ofUnreadable(status), read);
    mockResponse.headers().forEach(fields::put);
    return ByteBuffer.wrap(mockResponse.body());
  }

  /** Logs a failure, which Jetty would log where WireMock's jar has no output. */
  MockResponse failed(Throwable failure, Request request) {
    log.error(request.getMethod() + " " + request.getRequestURI() + " failed", failure);
    return response(Problem.SERVER_FAILED, request);
  }

  MockResponse response(Problem problem, Request request) {
    return response(problem.status(), problem, request);
  }

  /** Ends the connection too: the rest of the body must not be read as a request. */
  private MockResponse response(int status, Problem problem, Request request) {
    MockResponse english =
        guard.covers(request.getHttpURI())
            ? problem.toMockResponse(status)
            : explained(status, problem, request).explained();
    String languages = request.getHeader("Accept-Language");
    MockResponse mockResponse =
        languages == null ? english : english.in(Message.language(languages));
    return mockResponse.with(HttpHeader.CONNECTION.asString(), "close");
  }

  /** Returns the response to a call of the API that no rule sees. */
  ExplainedResponse explained(int status, Problem problem, Request request) {
    return ExplainedResponse.of(
        Decision.BEFORE_RULES,
        problem == Problem.ORIGIN_NOT_ALLOWED
            ? Problem.originNotAllowed(request.getHeader("Origin"))
            : problem.response(status));
  }

  /** Returns the response to a request that could not be read. */
  MockResponse unreadable(Throwable failure, Request request) {
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      if (cause instanceof BadMessageException bad) {
        return response(ofUnreadable(bad.getCode()), request);
      }
      if (cause instanceof TimeoutException) {
        return response(Problem.BODY_TOO_SLOW, request);
      }
    }
    return response(Problem.HTTP_MALFORMED, request);
  }
}
