package io.github.qxylogin.mock;

import java.io.IOException;
import java.util.List;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Writes refusals in one shape, wherever the fault was found.
 *
 * @param control the paths of what is the mock's own
 */
record Refusal(GuardedPaths control) {

  void write(Problem problem, Request request, HttpServletResponse response) throws IOException {
    write(problem.status(), problem, request, response);
  }

  void write(int status, Problem problem, Request request, HttpServletResponse response)
      throws IOException {
    Reply reply = reply(status, problem, request);
    response.setStatus(status);
    reply.headers().forEach(response::setHeader);
    response.setContentLength(reply.body().length);
    // What is left of the request's body must not be read as the next request.
    response.setHeader(HttpHeader.CONNECTION.asString(), "close");
    response.getOutputStream().write(reply.body());
  }

  Reply reply(int status, Problem problem, Request request) {
    Reply reply =
        isOfControl(request.getHttpURI())
            ? problem.reply(status)
            : Answered.of(new Choice("edge", problem.answer(status))).told(List.of()).reply();
    String language = request.getHeader("Accept-Language");
    return language == null ? reply : Chinese.of(reply, language);
  }

  /** Of a request whose first line could not be read, there is no address. */
  private boolean isOfControl(HttpURI uri) {
    return uri != null && control.include(uri.getDecodedPath(), uri.getPath());
  }
}
