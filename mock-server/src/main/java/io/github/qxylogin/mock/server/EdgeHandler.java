package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.common.Notifier;
import com.github.tomakehurst.wiremock.core.FaultInjector;
import com.github.tomakehurst.wiremock.jetty.JettyFaultInjectorFactory;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpUtils;
import com.github.tomakehurst.wiremock.servlet.WireMockHttpServletRequestAdapter;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.qxylogin.mock.exchange.Call;
import io.github.qxylogin.mock.exchange.Problem;
import io.github.qxylogin.mock.exchange.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import wiremock.jakarta.servlet.AsyncContext;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.jakarta.servlet.http.HttpServletResponseWrapper;
import wiremock.org.eclipse.jetty.http.HttpField;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;
import wiremock.org.eclipse.jetty.util.MultiMap;
import wiremock.org.eclipse.jetty.util.UrlEncoded;

/**
 * Stands before all of WireMock. It answers what is the mock's own, and hands on the rest, of which
 * it answers what no stub does.
 */
final class EdgeHandler extends HandlerWrapper {
  /** Where WireMock leaves what it has read of a request. */
  private static final String ORIGINAL_REQUEST =
      WireMockHttpServletRequestAdapter.ORIGINAL_REQUEST_KEY;

  private static final String CORS = "Access-Control-";

  /** Closes the ports and leaves the process. */
  private static final String SHUTDOWN = SameHostGuard.ADMIN + "/shutdown";

  private static final JettyFaultInjectorFactory LOSSES =
      new JettyFaultInjectorFactory(new Jetty11HttpUtils());

  private final Backend backend;
  private final EdgeLimits limits;
  private final SameHostGuard guard;
  private final EdgeCors cors;
  private final Refusal refusal;
  private final Notifier log;

  EdgeHandler(
      Backend backend, EdgeLimits limits, SameHostGuard guard, EdgeCors cors, Notifier log) {
    this.backend = backend;
    this.limits = limits;
    this.guard = guard;
    this.cors = cors;
    this.refusal = new Refusal(guard);
    this.log = log;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (base.getHttpFields().contains(HttpHeader.TRANSFER_ENCODING)) {
      // Jetty 11 ends a quoted chunk extension at the line (CVE-2026-2332): what it takes for the
      // next request may be a part of this body, and is never read.
      response.setHeader(HttpHeader.CONNECTION.asString(), "close");
    }
    boolean page = SameHostGuard.isPage(base);
    boolean guarded = page || guard.covers(target, base.getRequestURI());
    Problem problem = guarded ? guard.check(target, base) : foreign(base, response);
    if (problem == null) {
      problem = unreadable(base);
    }
    if (problem != null) {
      refuse(problem, base, response);
    } else if (guarded && !page && guard.isMisspelled(base.getRequestURI())) {
      base.setHandled(true);
      refusal.write(
          Reply.problem(404, "Not found", "Nothing answers to this path, spelled like this."),
          base,
          response);
    } else if (guarded && SHUTDOWN.equals(NormalizedPath.of(base.getRequestURI()))) {
      base.setHandled(true);
      refusal.write(
          Reply.problem(403, "Not from here", "End the process in place of this: Ctrl-C, SIGTERM."),
          base,
          response);
    } else if (!guarded && EdgeCors.isPreflight(base)) {
      base.setHandled(true);
      EdgeCors.answer(base, response);
    } else {
      answer(guarded, target, base, request, response);
    }
  }

  private void answer(
      boolean guarded,
      String target,
      Request base,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    if (base.getContentLengthLong() != 0) {
      base.getHttpInput().addInterceptor(new BodyLimit(limits));
    }
    String path = base.getRequestURI();
    // The first is enough for all but strangers and mistakes, and takes no time.
    if (SameHostGuard.isPage(base) || backend.owns(path) || backend.owns(NormalizedPath.of(path))) {
      base.setHandled(true);
      byte[] body;
      try {
        body = body(base);
      } catch (IOException unreadable) {
        refuse(Refusal.ofBody(unreadable), base, response);
        return;
      }
      send(answer(base, body), base, response);
    } else {
      super.handle(target, base, request, guarded ? response : new StubResponse(base, response));
    }
  }

  /** Of an announced length: for any other, Java takes room for far more first. */
  private static byte[] body(Request base) throws IOException {
    int length = (int) base.getContentLengthLong();
    InputStream body = base.getInputStream();
    return length < 0 ? body.readAllBytes() : body.readNBytes(length);
  }

  /** Returns why a page may not call, or null, and lets the backend record whose it was. */
  private Problem foreign(Request base, HttpServletResponse response) {
    Problem problem = guard.checkOpen(base, cors.allows(base, response));
    if (problem != null && base.getHeader(HttpHeader.ORIGIN.asString()) != null) {
      backend.refused(
          ExtraPort.of(base),
          call(base, new byte[0]),
          refusal.answered(problem.status(), problem, base));
    }
    return problem;
  }

  private Problem unreadable(Request base) {
    // WireMock answers CONNECT with nothing at all, and Jetty keeps the connection for the tunnel.
    if (HttpMethod.CONNECT.is(base.getMethod()) || !isDecodable(base.getQueryString())) {
      return Problem.HTTP_MALFORMED;
    }
    if (base.getContentLengthLong() > limits.bodyBytes()) {
      return Problem.BODY_TOO_LARGE;
    }
    String encoding = base.getHeader(HttpHeader.CONTENT_ENCODING.asString());
    return encoding == null || encoding.equalsIgnoreCase("identity")
        ? null
        : Problem.BODY_ENCODING_WRONG;
  }

  private static boolean isDecodable(String query) {
    if (query == null || query.isEmpty()) {
      return true;
    }
    try {
      UrlEncoded.decodeUtf8To(query, new MultiMap<>());
      return true;
    } catch (RuntimeException broken) {
      return false;
    }
  }

  private void refuse(Problem problem, Request base, HttpServletResponse response)
      throws IOException {
    base.setHandled(true);
    refusal.write(problem, base, response);
  }

  private Reply answer(Request base, byte[] body) {
    try {
      return backend.answer(ExtraPort.of(base), call(base, body));
    } catch (RuntimeException failed) {
      log.error(base.getMethod() + " " + base.getRequestURI() + " failed", failed);
      return refusal.reply(Problem.SERVER_FAILED.status(), Problem.SERVER_FAILED, base);
    }
  }

  private Call call(Request base, byte[] body) {
    return new Call(
        base.getMethod(),
        base.getRequestURI(),
        base.getQueryString() == null ? "" : base.getQueryString(),
        name -> header(base, name),
        body,
        () -> origin(base));
  }

  private static String header(Request base, String name) {
    String values = null;
    for (HttpField field : base.getHttpFields()) {
      if (field.is(name)) {
        String value = field.getValue();
        values = values == null ? value : values + Call.BETWEEN_VALUES + value;
      }
    }
    return values;
  }

  private String origin(Request base) {
    return guard
        .hosts()
        .authority(base.getHeader(HttpHeader.HOST.asString()))
        .map(authority -> scheme(base) + "://" + authority)
        .orElse("");
  }

  /** A proxy that ends TLS says so; nothing is allowed by this header. */
  private static String scheme(Request base) {
    String forwarded = base.getHeader(HttpHeader.X_FORWARDED_PROTO.asString());
    return "https".equals(forwarded) ? forwarded : base.getScheme();
  }

  /** Sends a reply, at once or after its delay, for which no thread waits. */
  private void send(Reply reply, Request base, HttpServletResponse response) throws IOException {
    if (!isLate(reply)) {
      write(reply, base, response);
      return;
    }
    AsyncContext later = base.startAsync();
    later.setTimeout(0);
    HeldReply.hold(
        reply.disturbance(),
        base.getHttpChannel(),
        () ->
            getServer()
                .getThreadPool()
                .execute(() -> writeAndComplete(reply, base, response, later)));
  }

  private static void writeAndComplete(
      Reply reply, Request base, HttpServletResponse response, AsyncContext later) {
    if (reply.disturbance().dribble().isPresent()) {
      DribbledBody.send(reply, base, response, later);
      return;
    }
    try {
      write(reply, base, response);
    } catch (IOException gone) {
      // The caller did not wait.
    } finally {
      later.complete();
    }
  }

  private static void write(Reply reply, Request base, HttpServletResponse response)
      throws IOException {
    Optional<Reply.Loss> loss = reply.disturbance().loss();
    if (loss.isPresent()) {
      FaultInjector connection = LOSSES.buildFaultInjector(base, response);
      switch (loss.get()) {
        case CONNECTION_RESET -> connection.connectionResetByPeer();
        case EMPTY_ANSWER -> connection.emptyResponseAndCloseConnection();
      }
      return;
    }
    head(reply, response);
    response.getOutputStream().write(reply.body());
    if (announces(reply)) {
      // Of a body that is shorter than announced, Jetty would send nothing at the end.
      response.flushBuffer();
    }
  }

  private static boolean isLate(Reply reply) {
    return reply.disturbance().delay().toMillis() > 0 || reply.disturbance().dribble().isPresent();
  }

  /** Returns whether a length is announced, which need not be the body's. */
  private static boolean announces(Reply reply) {
    return reply.headers().containsKey(HttpHeader.CONTENT_LENGTH.asString());
  }

  private static void head(Reply reply, HttpServletResponse response) {
    response.setStatus(reply.status());
    response.setContentLength(reply.body().length);
    reply.headers().forEach(response::setHeader);
  }

  /** The response of WireMock, which sends an error for what no stub matches. */
  private final class StubResponse extends HttpServletResponseWrapper {
    private final Request base;
    private final HttpServletResponse response;

    StubResponse(Request base, HttpServletResponse response) {
      super(response);
      this.base = base;
      this.response = response;
    }

    @Override
    public void sendError(int status) throws IOException {
      LoggedRequest read = (LoggedRequest) base.getAttribute(ORIGINAL_REQUEST);
      write(answer(base, read.getBody()), base, response);
    }

    /** Lets a stub, or what is behind a proxy, have its own say on who may read the answer. */
    @Override
    public void addHeader(String name, String value) {
      if (name.regionMatches(true, 0, CORS, 0, CORS.length())) {
        super.setHeader(name, value);
      } else {
        super.addHeader(name, value);
      }
    }
  }
}
