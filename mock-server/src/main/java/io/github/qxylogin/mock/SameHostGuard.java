package io.github.qxylogin.mock;

import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.org.eclipse.jetty.http.HttpMethod;

/**
 * Keeps the pages of other sites away from the control API, DNS rebinding included. Under a guarded
 * path
 *
 * <ul>
 *   <li>what is decided by must stand there once: of two, another reader might take the other;
 *   <li>the Host must be one of our own names;
 *   <li>an Origin must be that same authority, by the same scheme;
 *   <li>what the browser says of the page's site must not deny that;
 *   <li>a body must not be of a kind that a form posts: an old browser tells of a form nothing
 *       else.
 * </ul>
 */
final class SameHostGuard {

  /** The headers that decide about a guarded request. */
  static final List<String> READ =
      List.of("Host", "Origin", "Authorization", "Sec-Fetch-Site", "Content-Type");

  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(text/plain|application/x-www-form-urlencoded|multipart/form-data)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final GuardedPaths paths;
  private final OwnHosts hosts;

  SameHostGuard(GuardedPaths paths, OwnHosts hosts) {
    this.paths = paths;
    this.hosts = hosts;
  }

  GuardedPaths paths() {
    return paths;
  }

  /**
   * Returns what is foreign about the request, or null.
   *
   * @param decodedPath the path as Jetty decodes it
   */
  Problem check(String decodedPath, HttpServletRequest request) {
    if (!paths.include(decodedPath, request.getRequestURI())) {
      return null;
    }
    if (READ.stream().anyMatch(header -> isRepeated(request.getHeaders(header)))) {
      return Problem.REPEATED_HEADER;
    }
    String host = lowerCase(request.getHeader("Host"));
    if (hosts.authority(host).isEmpty()) {
      return Problem.FOREIGN_HOST;
    }
    String origin = lowerCase(request.getHeader("Origin"));
    if (origin != null && !origin.equals(request.getScheme() + "://" + host)) {
      return Problem.FOREIGN_ORIGIN;
    }
    String site = lowerCase(request.getHeader("Sec-Fetch-Site"));
    if (site != null && !OWN_SITE.contains(site)) {
      return Problem.FOREIGN_ORIGIN;
    }
    return isForm(request) ? Problem.FORM_POST : null;
  }

  private static boolean isRepeated(Enumeration<String> values) {
    if (!values.hasMoreElements()) {
      return false;
    }
    values.nextElement();
    return values.hasMoreElements();
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && !HttpMethod.GET.is(request.getMethod()) && FORM.matcher(type).matches();
  }

  private static String lowerCase(String header) {
    return header == null ? null : header.toLowerCase(Locale.ROOT);
  }
}
