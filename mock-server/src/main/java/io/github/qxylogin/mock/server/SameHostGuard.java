package io.github.qxylogin.mock.server;

import io.github.qxylogin.mock.exchange.Problem;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.org.eclipse.jetty.http.HttpMethod;
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
 *   <li>WireMock's administration wants the control token, which the control API asks for itself.
 * </ul>
 *
 * <p>Under any other path a browser needs an Origin that is allowed, or such a Host; an Origin that
 * is neither allowed nor the Host's is refused. Other clients may use any name.
 */
final class SameHostGuard {
  /** Where WireMock's own administration is. */
  static final String ADMIN = "/__admin";

  /** Would close the ports and leave the process, which its owner ends by a signal. */
  private static final String SHUTDOWN = ADMIN + "/shutdown";

  private static final String PAGE = "/";

  private static final List<String> DECISIVE =
      List.of("Host", "Origin", "Authorization", "Sec-Fetch-Site", "Content-Type");
  private static final String SAME_ORIGIN = "same-origin";
  private static final String NO_SITE = "none";

  /**
   * Browsers name themselves so. By plain HTTP they send no Sec-Fetch-Site, and with a GET no
   * Origin; Chromium lets no page change this header.
   */
  private static final String BROWSER = "Mozilla/";

  private static final Pattern ORIGIN = Pattern.compile("https?://(?<host>[^/]+?)(:[0-9]+)?");
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(text/plain|application/x-www-form-urlencoded|multipart/form-data)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final List<String> roots;
  private final String health;
  private final OwnHosts hosts;
  private final Predicate<String> token;

  /**
   * @param control the path of the control API
   * @param health the path below it that answers to any Host
   * @param token whether a header Authorization opens WireMock's administration; null if that is
   *     off, and its path is like any other
   */
  SameHostGuard(String control, String health, OwnHosts hosts, Predicate<String> token) {
    this.roots = token == null ? List.of(control) : List.of(control, ADMIN);
    this.health = health;
    this.hosts = hosts;
    this.token = token;
  }

  OwnHosts hosts() {
    return hosts;
  }

  /**
   * Returns whether a request is for a guarded path, however that is spelled: WireMock goes by the
   * path as it was sent, its contexts by the decoded one, so that either is enough.
   *
   * @param decoded the path as Jetty decodes it, which makes {@code /__mock} of {@code /%5F_mock}
   * @param sent the path as it was sent
   */
  boolean covers(String decoded, String sent) {
    return roots.stream().anyMatch(root -> isBelow(root, decoded) || isBelow(root, sent));
  }

  /**
   * Returns whether a request is for the console's page. Other methods of its path are a stub's.
   */
  static boolean isPage(HttpServletRequest request) {
    return request.getRequestURI().equals(PAGE)
        && (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()));
  }

  /** Returns whether nothing answers to a guarded path, as it is spelled. */
  private boolean isUnknown(String sent) {
    return roots.stream().noneMatch(root -> sent.equals(root) || sent.startsWith(root + "/"))
        || NormalizedPath.of(sent).equals(SHUTDOWN);
  }

  private static boolean isBelow(String root, String path) {
    // An OPTIONS for "*" has no path.
    String compact = path == null ? "" : URIUtil.compactPath(path);
    return compact.startsWith(root)
        && (compact.length() == root.length() || compact.charAt(root.length()) == '/');
  }

  /** Returns why a request for a guarded path is refused, or null. */
  Problem check(String decodedPath, HttpServletRequest request) {
    if (DECISIVE.stream().anyMatch(header -> isRepeated(request.getHeaders(header)))) {
      return Problem.REPEATED_HEADER;
    }
    if (!isOwnHost(request) && !request.getRequestURI().equals(health)) {
      return Problem.FOREIGN_HOST;
    }
    if (isForeignPage(request)) {
      return Problem.FOREIGN_ORIGIN;
    }
    if (isForm(request)) {
      return Problem.FORM_POST;
    }
    if (!mayEnter(decodedPath, request)) {
      return Problem.NO_TOKEN;
    }
    return !isPage(request) && isUnknown(request.getRequestURI()) ? Problem.PATH_UNKNOWN : null;
  }

  /**
   * Returns why a request for a path that is not guarded is refused, or null.
   *
   * @param isAllowed whether it has an Origin whose pages may call
   */
  Problem checkOpen(HttpServletRequest request, boolean isAllowed) {
    if (isAllowed || !isBrowser(request)) {
      return null;
    }
    if (request.getHeader("Origin") != null && isForeignPage(request)) {
      return Problem.ORIGIN_NOT_ALLOWED;
    }
    return isOwnHost(request) ? null : Problem.FOREIGN_HOST;
  }

  private boolean isOwnHost(HttpServletRequest request) {
    return hosts.authority(request.getHeader("Host")).isPresent();
  }

  private static boolean isBrowser(HttpServletRequest request) {
    String agent = request.getHeader("User-Agent");
    return request.getHeader("Origin") != null
        || request.getHeader("Sec-Fetch-Site") != null
        || (agent != null && agent.startsWith(BROWSER));
  }

  private static boolean isForeignPage(HttpServletRequest request) {
    String site = lowerCase(request.getHeader("Sec-Fetch-Site"));
    if (SAME_ORIGIN.equals(site)) {
      return false;
    }
    String origin = lowerCase(request.getHeader("Origin"));
    return (origin != null && !isOwn(origin, request))
        || (site != null && !site.equals(NO_SITE) && !isNavigation(request));
  }

  private static boolean isOwn(String origin, HttpServletRequest request) {
    Matcher page = ORIGIN.matcher(origin);
    String host = lowerCase(request.getHeader("Host"));
    return page.matches()
        && (page.group("host").equals(host) || page.group().endsWith("//" + host));
  }

  /** A link on another page may lead to the console, which shows that page nothing. */
  private static boolean isNavigation(HttpServletRequest request) {
    return isPage(request)
        && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
        && "document".equals(request.getHeader("Sec-Fetch-Dest"));
  }

  private boolean mayEnter(String decodedPath, HttpServletRequest request) {
    return token == null
        || !(isBelow(ADMIN, decodedPath) || isBelow(ADMIN, request.getRequestURI()))
        || token.test(Objects.requireNonNullElse(request.getHeader("Authorization"), ""));
  }

  private static boolean isRepeated(Enumeration<String> values) {
    return Collections.list(values).size() > 1;
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && !HttpMethod.GET.is(request.getMethod()) && FORM.matcher(type).matches();
  }

  private static String lowerCase(String header) {
    return header == null ? null : header.toLowerCase(Locale.ROOT);
  }
}
