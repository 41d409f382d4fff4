package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.http.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wiremock.org.eclipse.jetty.http.HttpMethod;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.util.URIUtil;

/**
 * Keeps the pages of other sites away from the mock, DNS rebinding included. Under a guarded path,
 * and for the console's page,
 *
 * <ul>
 *   <li>a header that decides must come once: another server might read the other value;
 *   <li>the Host must be one of our own names or an address, but for {@code health}, which shows
 *       nothing;
 *   <li>{@code Sec-Fetch-Site: same-origin} is enough: no page can forge it. A proxy that ends TLS
 *       changes scheme and port of the Host, and so they are not compared with the Origin;
 *   <li>without it an Origin must be the Host, by http or https, and by any port if a proxy has
 *       dropped the Host's;
 *   <li>another site may only link to the console;
 *   <li>a body must not have a form's content type: an old browser sends no Origin with a form;
 *   <li>WireMock's administration requires the control token; the control API checks it itself.
 * </ul>
 *
 * <p>Under any other path a browser needs an Origin that is allowed, or such a Host; an Origin that
 * is neither allowed nor the Host's is rejected. Other clients may use any name.
 *
 * @param control the path of the control API
 * @param health the path below it that accepts any Host
 * @param hosts the server's own
 * @param token whether a header Authorization opens WireMock's administration; null if that is off,
 *     and its path is like any other
 */
record SameHostGuard(String control, String health, OwnHosts hosts, Predicate<String> token) {
  /** Where WireMock's own administration is. */
  static final String ADMIN = "/__admin";

  /** Would close the ports and leave the process, which its owner ends by a signal. */
  private static final String SHUTDOWN = ADMIN + "/shutdown";

  private static final String PAGE = "/";

  private static final String SITE = "Sec-Fetch-Site";
  private static final List<String> DECISIVE =
      List.of("Host", "Origin", "Authorization", SITE, "Content-Type");

  /**
   * Browsers name themselves so. By plain HTTP they send no Sec-Fetch-Site, and with a GET no
   * Origin; Chromium lets no page change this header.
   */
  private static final String BROWSER = "Mozilla/";

  private static final Pattern ORIGIN =
      Pattern.compile("https?://(?<authority>(?<host>[^/]+?)(:[0-9]+)?)", Pattern.CASE_INSENSITIVE);

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(text/plain|application/x-www-form-urlencoded|multipart/form-data)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * Returns whether an address is guarded, however its path is spelled.
   *
   * @param uri null if the first line of the request could not be read
   */
  boolean covers(HttpURI uri) {
    return uri != null && (isBelow(control, uri) || isAdmin(uri));
  }

  private boolean isAdmin(HttpURI uri) {
    return token != null && isBelow(ADMIN, uri);
  }

  /**
   * WireMock matches the path as it was sent, its contexts the decoded one, which is {@code
   * /__mock} for {@code /%5F_mock}. Either is enough.
   */
  private static boolean isBelow(String root, HttpURI uri) {
    return isBelow(root, URIUtil.compactPath(uri.getDecodedPath()))
        || isBelow(root, URIUtil.compactPath(uri.getPath()));
  }

  private static boolean isBelow(String root, String path) {
    // An OPTIONS for "*" has no path.
    return path != null
        && path.startsWith(root)
        && (path.length() == root.length() || path.charAt(root.length()) == '/');
  }

  /** Returns whether the path, as it is spelled, leads to a guarded resource. */
  private boolean isKnown(String sent) {
    return (isBelow(control, sent) || (token != null && isBelow(ADMIN, sent)))
        && !NormalizedPath.of(sent).equals(SHUTDOWN);
  }

  /**
   * Returns whether a request is for the console's page. Other methods of its path are a stub's.
   */
  static boolean isPage(Request request) {
    return request.getRequestURI().equals(PAGE)
        && (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()));
  }

  /** Returns why a request for a guarded path is rejected, or null. */
  Problem check(Request request) {
    if (DECISIVE.stream()
        .anyMatch(header -> request.getHttpFields().getValuesList(header).size() > 1)) {
      return Problem.REPEATED_HEADER;
    }
    if (authority(request).isEmpty() && !request.getRequestURI().equals(health)) {
      return Problem.FOREIGN_HOST;
    }
    if (isForeignPage(request)) {
      return Problem.FOREIGN_ORIGIN;
    }
    if (isForm(request)) {
      return Problem.FORM_POST;
    }
    if (isAdmin(request.getHttpURI()) && !token.test(header(request, "Authorization"))) {
      return Problem.NO_TOKEN;
    }
    return isPage(request) || isKnown(request.getRequestURI()) ? null : Problem.PATH_UNKNOWN;
  }

  /**
   * Returns why a request for another path is rejected, or null.
   *
   * @param isAllowed whether its Origin may call
   */
  Problem checkOpen(Request request, boolean isAllowed) {
    if (isAllowed || !isBrowser(request)) {
      return null;
    }
    if (has(request, "Origin") && isForeignPage(request)) {
      return Problem.ORIGIN_NOT_ALLOWED;
    }
    return authority(request).isPresent() ? null : Problem.FOREIGN_HOST;
  }

  /** Returns the host and port that a request names, if they are ours. */
  Optional<String> authority(Request request) {
    return hosts.authority(header(request, "Host"));
  }

  private static boolean isBrowser(Request request) {
    return header(request, "User-Agent").startsWith(BROWSER)
        || has(request, "Origin")
        || has(request, SITE);
  }

  private static boolean isForeignPage(Request request) {
    String site = header(request, SITE).toLowerCase(Locale.ROOT);
    String origin = header(request, "Origin");
    return !site.equals("same-origin")
        && ((has(request, "Origin") && !isOwn(origin, header(request, "Host")))
            || (has(request, SITE) && !site.equals("none") && !isNavigation(request)));
  }

  private static boolean isOwn(String origin, String host) {
    Matcher page = ORIGIN.matcher(origin);
    return page.matches()
        && (page.group("authority").equalsIgnoreCase(host)
            || page.group("host").equalsIgnoreCase(host));
  }

  /** A link on another page may lead to the console, which shows that page nothing. */
  private static boolean isNavigation(Request request) {
    return isPage(request)
        && header(request, "Sec-Fetch-Mode").equals("navigate")
        && header(request, "Sec-Fetch-Dest").equals("document");
  }

  private static boolean isForm(Request request) {
    return !HttpMethod.GET.is(request.getMethod())
        && FORM.matcher(header(request, "Content-Type")).matches();
  }

  private static boolean has(Request request, String name) {
    return request.getHttpFields().contains(name);
  }

  private static String header(Request request, String name) {
    String value = request.getHttpFields().get(name);
    return value == null ? "" : value;
  }
}
