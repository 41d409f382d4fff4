package io.github.qxylogin.mock.server;

import com.github.tomakehurst.wiremock.servlet.WireMockHttpServletRequestAdapter;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.qxylogin.mock.http.MockRequest;
import io.github.qxylogin.mock.http.MockResponse;
import io.github.qxylogin.mock.http.Problem;
import io.github.qxylogin.mock.http.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import wiremock.jakarta.servlet.ServletException;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.jakarta.servlet.http.HttpServletResponseWrapper;
import wiremock.org.eclipse.jetty.http.HttpField;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpHeader;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.HandlerWrapper;
import wiremock.org.eclipse.jetty.util.MultiMap;
import wiremock.org.eclipse.jetty.util.UrlEncoded;

/**
 * Handles each request before WireMock: handles the mock's own paths and passes the others on.
 * Requests that no stub matches return.
 */
final class RequestHandler extends HandlerWrapper {
  /** Where WireMock leaves what it has read of a request. */
  private static final String ORIGINAL_REQUEST =
      WireMockHttpServletRequestAdapter.ORIGINAL_REQUEST_KEY;

  private static final String CORS = "Access-Control-";

  private final Backend backend;
  private final ServerLimits limits;
  private final SameHostGuard guard;
  private final Cors cors;
  private final ProblemWriter problems;

  RequestHandler(
      Backend backend, ServerOptions options, SameHostGuard guard, ProblemWriter problems) {
    this.backend = backend;
    this.limits = options.limits;
    this.guard = guard;
    this.cors = options.cors;
    this.problems = problems;
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
    boolean guarded = guard.covers(base.getHttpURI()) || SameHostGuard.isPage(base);
    Problem problem = guarded ? guard.check(base) : checkOrigin(base, response);
    if (problem == null) {
      problem = checkReadable(base);
    }
    if (problem != null) {
      ResponseWriter.write(problems.response(problem, base), base, response);
      return;
    }
    if (base.getContentLengthLong() != 0) {
      base.getHttpInput().addInterceptor(new BodyLimit(limits));
    }
    if (!guarded && Cors.isPreflight(base)) {
      Cors.respondToPreflight(base, response);
    } else if (isOwned(base)) {
      respond(base, response);
    } else if (guarded) {
      // WireMock lets any page read its administration.
      base.setHttpFields(HttpFields.build(base.getHttpFields()).remove(HttpHeader.ORIGIN));
      super.handle(target, base, base, response);
    } else {
      handleByStubs(target, base, response);
    }
  }

  /** Returns why a page may not call, or null, and lets the backend record it. */
  private Problem checkOrigin(Request base, HttpServletResponse response) {
    Problem problem = guard.checkOpen(base, cors.allows(base, response));
    if (problem != null && base.getHttpFields().contains(HttpHeader.ORIGIN)) {
      backend.rejected(
          ExtraPort.of(base),
          request(base, new byte[0]),
          problems.explained(problem.status(), problem, base));
    }
    return problem;
  }

  private static Problem checkReadable(Request base) {
    // WireMock does not respond to CONNECT, and Jetty keeps the connection for the tunnel.
    if (HttpMethod.CONNECT.is(base.getMethod()) || !isDecodable(base.getQueryString())) {
      return Problem.HTTP_MALFORMED;
    }
    if (base.getContentLengthLong() > ServerLimits.BODY_BYTES) {
      return Problem.BODY_TOO_LARGE;
    }
    String encoding = base.getHttpFields().get(HttpHeader.CONTENT_ENCODING);
    return encoding == null || encoding.equalsIgnoreCase("identity")
        ? null
        : Problem.BODY_ENCODING_WRONG;
  }

  private static boolean isDecodable(String query) {
    try {
      if (query != null) {
        UrlEncoded.decodeUtf8To(query, new MultiMap<>());
      }
      return true;
    } catch (RuntimeException broken) {
      return false;
    }
  }

  /** Other spellings of our paths are unknown: on a less strict server they lead to the same. */
  private boolean isOwned(Request base) {
    String method = base.getMethod();
    String path = base.getRequestURI();
    return backend.owns(method, path) || backend.owns(method, NormalizedPath.of(path));
  }

  private void respond(Request base, HttpServletResponse response) throws IOException {
    MockResponse mockResponse;
    try {
      mockResponse = response(base, body(base));
    } catch (IOException unreadable) {
      mockResponse = problems.unreadable(unreadable, base);
    }
    ResponseWriter.write(mockResponse, base, response);
  }

  /** Without an announced length, Java allocates far more first. */
  private static byte[] body(Request base) throws IOException {
    int length = (int) base.getContentLengthLong();
    InputStream body = base.getInputStream();
    return length < 0 ? body.readAllBytes() : body.readNBytes(length);
  }

  private MockResponse response(Request base, byte[] body) {
    try {
      return backend.respond(ExtraPort.of(base), request(base, body));
    } catch (RuntimeException failed) {
      return problems.failed(failed, base);
    }
  }

  private void handleByStubs(String target, Request base, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      super.handle(target, base, base, new StubResponse(base, response));
    } catch (IOException | ServletException | RuntimeException failed) {
      if (base.getAttribute(ORIGINAL_REQUEST) != null) {
        throw failed;
      }
      // Before it looks for a stub, WireMock reads query, form, multipart and charset.
      ResponseWriter.write(problems.unreadable(failed, base), base, response);
    }
  }

  private MockRequest request(Request base, byte[] body) {
    return new MockRequest(
        base.getMethod(),
        base.getRequestURI(),
        base.getQueryString() == null ? "" : base.getQueryString(),
        name -> header(base, name),
        new RequestBody(body),
        () -> origin(base),
        base.getRemoteAddr());
  }

  private static String header(Request base, String name) {
    String values = null;
    for (HttpField field : base.getHttpFields()) {
      if (field.is(name)) {
        values =
            values == null
                ? field.getValue()
                : values + MockRequest.BETWEEN_VALUES + field.getValue();
      }
    }
    return values;
  }

  private String origin(Request base) {
    return guard.authority(base).map(authority -> scheme(base) + "://" + authority).orElse("");
  }

  /** A proxy that terminates TLS sends this header; it grants no permission. */
  private static String scheme(Request base) {
    String forwarded = base.getHttpFields().get(HttpHeader.X_FORWARDED_PROTO);
    return "https".equals(forwarded) ? forwarded : base.getScheme();
  }

  /** The response of WireMock, which sends an error for what no stub matches. */
  private final class StubResponse extends HttpServletResponseWrapper {
    private final Request base;

    StubResponse(Request base, HttpServletResponse response) {
      super(response);
      this.base = base;
    }

    @Override
    public void sendError(int status) throws IOException {
      LoggedRequest read = (LoggedRequest) base.getAttribute(ORIGINAL_REQUEST);
      MockResponse mockResponse = response(base, read.getBody());
      ResponseWriter.write(mockResponse, base, (HttpServletResponse) getResponse());
    }

    /** The CORS headers of a stub, or of a proxied server, replace ours. */
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
