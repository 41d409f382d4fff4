package io.github.qxylogin.mock;

import java.io.IOException;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Writes refusals in one shape, wherever the fault was found.
 *
 * @param control the paths that only the mock has
 */
record Refusal(EdgeAnswers answers, GuardedPaths control) {

  void write(EdgeProblem problem, Request request, HttpServletResponse response)
      throws IOException {
    write(problem.status(), problem, request, response);
  }

  void write(int status, EdgeProblem problem, Request request, HttpServletResponse response)
      throws IOException {
    Reply reply = reply(status, problem, request);
    response.setStatus(status);
    reply.headers().forEach(response::setHeader);
    response.setContentLength(reply.body().length);
    // What is left of the request's body must not be read as the next request.
    response.setHeader(HttpHeader.CONNECTION.asString(), "close");
    response.getOutputStream().write(reply.body());
  }

  Reply reply(int status, EdgeProblem problem, Request request) {
    return answers.refuse(status, problem, isOfControl(request.getHttpURI()));
  }

  /** Of a request whose first line could not be read, there is no address. */
  private boolean isOfControl(HttpURI uri) {
    return uri != null && control.include(uri.getDecodedPath(), uri.getPath());
  }
}
