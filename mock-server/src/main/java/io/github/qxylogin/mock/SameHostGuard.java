package io.github.qxylogin.mock;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.org.eclipse.jetty.util.HostPort;
import wiremock.org.eclipse.jetty.util.URIUtil;

/**
 * Keeps the pages of other sites away from the control API, DNS rebinding included: under a guarded
 * path the Host must be one of our own names, and an Origin must be that same authority.
 */
final class SameHostGuard {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "[::]");
  private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9.]+");

  private final Set<String> guardedPaths;
  private final String boundHost;

  SameHostGuard(Set<String> guardedPaths, String boundHost) {
    this.guardedPaths = Set.copyOf(guardedPaths);
    this.boundHost = HostPort.normalizeHost(boundHost).toLowerCase(Locale.ROOT);
  }

  /**
   * Returns what is foreign about the request, or null.
   *
   * @param decodedPath the path as Jetty decodes it, so that {@code /%5F_mock} is guarded too
   */
  EdgeProblem check(String decodedPath, HttpServletRequest request) {
    if (!guards(decodedPath) && !guards(request.getRequestURI())) {
      return null;
    }
    String host = lowerCase(request.getHeader("Host"));
    if (!isOurs(host)) {
      return EdgeProblem.FOREIGN_HOST;
    }
    String origin = lowerCase(request.getHeader("Origin"));
    boolean same = origin == null || origin.equals(request.getScheme() + "://" + host);
    return same ? null : EdgeProblem.FOREIGN_ORIGIN;
  }

  private boolean guards(String path) {
    // An OPTIONS for "*" has no path.
    String compact = path == null ? "" : URIUtil.compactPath(path);
    return guardedPaths.stream()
        .anyMatch(each -> compact.startsWith(each) && isEndOrSlash(compact, each.length()));
  }

  private static boolean isEndOrSlash(String path, int index) {
    return path.length() == index || path.charAt(index) == '/';
  }

  private boolean isOurs(String host) {
    try {
      String name = host == null ? null : new HostPort(host).getHost();
      return name != null
          && (LOOPBACK.contains(name) || name.equals(boundHost) || isAnyAddress(name));
    } catch (IllegalArgumentException notAnAuthority) {
      return false;
    }
  }

  /** Rebinding needs a name: an address as Host is the one that the page itself was loaded from. */
  private boolean isAnyAddress(String name) {
    return ANY_ADDRESS.contains(boundHost) && ADDRESS.matcher(name).matches();
  }

  private static String lowerCase(String header) {
    return header == null ? null : header.toLowerCase(Locale.ROOT);
  }
}
