package io.github.qxylogin.mock;

import java.util.Objects;
import java.util.Set;
import wiremock.org.eclipse.jetty.util.URIUtil;

/**
 * Some paths and all below them, however they are spelled.
 *
 * @param roots such as {@code /__mock}
 */
record GuardedPaths(Set<String> roots) {

  /**
   * Returns whether a request is for one of them: WireMock goes by the path as it was sent, its
   * contexts by the decoded one, so that either is enough.
   *
   * @param decoded the path as Jetty decodes it, which makes {@code /__mock} of {@code /%5F_mock}
   * @param sent the path as it was sent
   */
  boolean include(String decoded, String sent) {
    return covers(decoded) || (!Objects.equals(sent, decoded) && covers(sent));
  }

  private boolean covers(String path) {
    // An OPTIONS for "*" has no path.
    String compact = path == null ? "" : URIUtil.compactPath(path);
    for (String root : roots) {
      if (compact.startsWith(root) && isEndOrSlash(compact, root.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEndOrSlash(String path, int index) {
    return path.length() == index || path.charAt(index) == '/';
  }
}
