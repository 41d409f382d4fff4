package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.http.InvalidValueException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.server.Request;

/**
 * Allows pages of other sites to call the API, by any method and with any headers.
 *
 * @param local whether the pages of this machine may, on any port
 * @param named the other origins, such as {@code https://app.example}; {@code *} allows all
 */
public record Cors(boolean local, Set<String> named) {
  public static final Cors LOCAL = new Cors(true, Set.of());

  private static final String ALL = "*";
  private static final Duration PREFLIGHT_MAX_AGE = Duration.ofMinutes(10);
  private static final String EXPOSED =
      "X-Mock-Case, X-Mock-Evidence, X-Mock-Fault, X-Mock-Rule, X-Mock-Why, X-Mock-Warning,"
          + " Preference-Applied";
  private static final Pattern LOCAL_ORIGIN =
      Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@\\s]+|null|\\*", Pattern.CASE_INSENSITIVE);

  /**
   * Returns the rule that allows these origins alone; an empty list allows none.
   *
   * @throws IllegalArgumentException if one is no origin as a browser writes it
   */
  public static Cors of(List<String> origins) {
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw InvalidValueException.of("start.origin", origin);
      }
    }
    return new Cors(
        false,
        origins.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
  }

  /** Returns whether a request is a preflight. */
  static boolean isPreflight(Request request) {
    return HttpMethod.OPTIONS.is(request.getMethod())
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  /** Returns whether a page calls that may; the response then allows it to read. */
  boolean allows(Request request, HttpServletResponse response) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return false;
    }
    response.setHeader("Vary", "Origin");
    boolean trusted =
        (local && LOCAL_ORIGIN.matcher(origin).matches())
            || named.contains(origin.toLowerCase(Locale.ROOT));
    if (!trusted && !named.contains(ALL)) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Expose-Headers", EXPOSED);
    if (trusted) {
      // Not for all: any site could act on what a user's cookies open behind a proxied path.
      response.setHeader("Access-Control-Allow-Credentials", "true");
    }
    return true;
  }

  /** Allows all that the preflight of an allowed page requests. */
  static void respondToPreflight(Request preflight, HttpServletResponse response) {
    preflight.setHandled(true);
    response.setHeader(
        "Access-Control-Allow-Methods", preflight.getHeader("Access-Control-Request-Method"));
    String headers = preflight.getHeader("Access-Control-Request-Headers");
    if (headers != null) {
      response.setHeader("Access-Control-Allow-Headers", headers);
    }
    response.setHeader("Access-Control-Max-Age", String.valueOf(PREFLIGHT_MAX_AGE.toSeconds()));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
