package io.github.qxylogin.mock;

import java.io.IOException;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.ServletInputStream;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.http.HttpVersion;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;

/**
 * Stands before all of WireMock: what comes through has a whole, decodable body of bounded size.
 */
final class EdgeHandler extends HandlerWrapper {

  private static final String INTAKE = BodyIntake.class.getName();

  private final EdgeLimits limits;
  private final BodyBudget budget;
  private final HeldBack heldBack;
  private final SameHostGuard guard;
  private final AdminToken admin;
  private final EdgeCors cors;
  private final GzipCheck gzip;
  private final Refusal refusal;

  EdgeHandler(Edge edge, Refusal refusal) {
    this.limits = edge.limits();
    this.budget = new BodyBudget(limits.allBodiesBytes());
    this.heldBack = new HeldBack(limits.heldBack());
    this.guard = edge.guard();
    this.admin = new AdminToken(edge.admin());
    this.cors = edge.cors();
    this.gzip = new GzipCheck(limits.bodyBytes());
    this.refusal = refusal;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    BodyIntake waitedFor = (BodyIntake) base.getAttribute(INTAKE);
    if (waitedFor == null && cors.answers(target, base, response)) {
      base.setHandled(true);
      return;
    }
    BodyIntake intake = waitedFor != null ? waitedFor : begin(target, base);
    boolean waits = false;
    try {
      if (waitedFor == null && !readAtOnce(intake, base)) {
        base.setAttribute(INTAKE, intake);
        base.setHandled(true);
        BodyWait.start(intake, base, limits.bodyTime());
        waits = true;
      } else {
        base.removeAttribute(INTAKE);
        answer(intake, target, base, request, response);
      }
    } finally {
      if (!waits) {
        intake.release();
      }
    }
  }

  private void answer(
      BodyIntake intake,
      String target,
      Request base,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    byte[] body = intake.bytes();
    Problem problem = intake.problem();
    if (problem == null) {
      problem = gzip.check(base.getHeader(HttpHeader.CONTENT_ENCODING.asString()), body);
    }
    if (problem == null) {
      super.handle(
          target, base, new BufferedRequest(request, body, ExtraPort.of(base), heldBack), response);
    } else {
      base.setHandled(true);
      refusal.write(problem, base, response);
    }
  }

  private BodyIntake begin(String target, Request base) {
    // WireMock answers CONNECT with nothing at all, and Jetty keeps the connection for the tunnel.
    boolean tunnel = HttpMethod.CONNECT.is(base.getMethod());
    Problem problem = tunnel ? Problem.HTTP_MALFORMED : guard.check(target, base);
    if (problem == null) {
      problem = admin.check(target, base);
    }
    return new BodyIntake(budget, limits.bodyBytes(), lengthOf(base), problem);
  }

  private static long lengthOf(Request base) {
    boolean streamed =
        base.getHttpFields().contains(HttpHeader.TRANSFER_ENCODING)
            || base.getHttpVersion() == HttpVersion.HTTP_2;
    return streamed ? -1 : Math.max(0, base.getContentLengthLong());
  }

  /** Saves the detour over {@link BodyWait} when the body came along with the headers. */
  private static boolean readAtOnce(BodyIntake intake, Request base) throws IOException {
    if (intake.isDone()) {
      // Asking for the input stream would invite the body of who waits for "100 Continue".
      return true;
    }
    ServletInputStream input = base.getInputStream();
    while (!intake.isDone() && input.available() > 0) {
      intake.readOnce(input);
    }
    return intake.isDone();
  }
}
