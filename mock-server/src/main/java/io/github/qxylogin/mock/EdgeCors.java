package io.github.qxylogin.mock;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contract.SecurityHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Lets the pages of other sites call the API, and nothing else of the mock, without cookies. What
 * is asked without an Origin costs one look at the headers.
 */
final class EdgeCors {

  private static final Duration PREFLIGHT_HOLDS = Duration.ofMinutes(10);
  private static final String EXPOSED =
      "X-Mock-Case, X-Mock-Evidence, X-Mock-Rule, X-Mock-Why, X-Mock-Warning, X-Mock-Fault,"
          + " Preference-Applied";

  private final CorsOrigins origins;
  private final Map<String, String> methods;
  private final String headers;

  /**
   * @param methods which methods may be called, by path
   * @param headers which headers may be sent
   */
  EdgeCors(CorsOrigins origins, Map<String, String> methods, String headers) {
    this.origins = origins;
    this.methods = Map.copyOf(methods);
    this.headers = headers;
  }

  static EdgeCors of(CorsOrigins origins, Contract contract) {
    Map<String, String> methods = new HashMap<>();
    for (Operation operation : contract.operations()) {
      methods.put(operation.path(), operation.method());
    }
    ContractDocuments.PATHS.forEach(path -> methods.put(path, "GET, HEAD"));
    SecurityHeaders security = contract.securityHeaders();
    return new EdgeCors(
        origins,
        methods,
        String.join(
            ", ",
            "Content-Type",
            "Prefer",
            security.token(),
            security.date(),
            security.signature()));
  }

  /**
   * Marks the answer as readable, whatever it will be; returns whether it is complete with that.
   */
  boolean answers(String path, Request request, HttpServletResponse response) {
    String origin = request.getHeader("Origin");
    String allowed = origin == null ? null : methods.get(path);
    if (allowed == null) {
      return false;
    }
    response.setHeader("Vary", "Origin");
    if (!origins.allow(origin)) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    if (!isPreflight(request)) {
      response.setHeader("Access-Control-Expose-Headers", EXPOSED);
      return false;
    }
    response.setHeader("Access-Control-Allow-Methods", allowed);
    response.setHeader("Access-Control-Allow-Headers", headers);
    response.setHeader("Access-Control-Max-Age", String.valueOf(PREFLIGHT_HOLDS.toSeconds()));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    return true;
  }

  private static boolean isPreflight(Request request) {
    return HttpMethod.OPTIONS.is(request.getMethod())
        && request.getHeader("Access-Control-Request-Method") != null;
  }
}
