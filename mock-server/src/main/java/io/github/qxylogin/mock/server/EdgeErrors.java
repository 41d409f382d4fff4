package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.servlet.WireMockHttpServletRequestAdapter;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import wiremock.jakarta.servlet.RequestDispatcher;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.server.HttpConnection;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;

/** Replaces Jetty's error page, which shows the stack trace, and WireMock's, which relies on it. */
final class EdgeErrors extends ErrorHandler {

  private final Refusal refusal;
  private final Notifier notifier;

  EdgeErrors(Refusal refusal, Notifier notifier) {
    this.refusal = refusal;
    this.notifier = notifier;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    base.setHandled(true);
    Throwable failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (isSendersFault(failure)) {
      refusal.write(Refusal.ofBody(failure), base, response);
    } else if (response.getStatus() == 404) {
      refusal.write(Problem.PATH_UNKNOWN, base, response);
    } else if (response.getStatus() < 500) {
      int status = response.getStatus();
      refusal.write(status, Problem.ofUnreadable(status), base, response);
    } else {
      // Jetty logs it to a logger that WireMock's jar leaves without output.
      notifier.error(base.getMethod() + " " + base.getRequestURI() + " failed", failure);
      refusal.write(Problem.SERVER_FAILED, base, response);
    }
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    // Jetty does not hand over the request; of what was read of it, the connection knows.
    Request read = HttpConnection.getCurrentConnection().getHttpChannel().getRequest();
    Reply reply = refusal.reply(status, Problem.ofUnreadable(status), read);
    reply.headers().forEach(fields::put);
    fields.put(HttpHeader.CONNECTION, "close");
    return ByteBuffer.wrap(reply.body());
  }

  // WireMock takes a request to pieces in these two places, before it looks for a stub: query,
  // form, multipart, charset. What fails there fails on the request, whatever the exception.
  private static boolean isSendersFault(Throwable failure) {
    for (Throwable cause = failure; cause instanceof Exception; cause = cause.getCause()) {
      for (StackTraceElement frame : cause.getStackTrace()) {
        if (isIn(frame, LoggedRequest.class, "createFrom")
            || isIn(frame, WireMockHttpServletRequestAdapter.class, "<init>")) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isIn(StackTraceElement frame, Class<?> type, String method) {
    return frame.getClassName().equals(type.getName()) && frame.getMethodName().equals(method);
  }
}
