package io.github.qxylogin.mock;

import java.io.IOException;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpHeader;

/** Writes refusals in one shape, wherever the fault was found. */
record Refusal(EdgeAnswers answers) {

  void write(EdgeProblem problem, HttpServletResponse response) throws IOException {
    write(problem.status(), problem, response);
  }

  void write(int status, EdgeProblem problem, HttpServletResponse response) throws IOException {
    Reply reply = answers.refuse(status, problem);
    response.setStatus(status);
    reply.headers().forEach(response::setHeader);
    response.setContentLength(reply.body().length);
    // What is left of the request's body must not be read as the next request.
    response.setHeader(HttpHeader.CONNECTION.asString(), "close");
    response.getOutputStream().write(reply.body());
  }
}
