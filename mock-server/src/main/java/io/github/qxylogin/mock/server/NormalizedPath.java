package io.github.qxylogin.mock.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;
import wiremock.org.eclipse.jetty.util.URIUtil;

/** Normalizes a path as a less strict server does. */
final class NormalizedPath {
  private static final String PARAMETERS = ";[^/]*";
  private static final Pattern SLASHES = Pattern.compile("[/\\\\]+");

  private NormalizedPath() {}

  /**
   * Returns a path decoded and in lower case, without matrix parameters, segments of dots, and
   * slashes that are doubled or at the end.
   *
   * @param sent the path as it was sent
   */
  static String of(String sent) {
    Deque<String> segments = new ArrayDeque<>();
    // Jetty removes parameters before it decodes; encoded ones appear only now.
    String decoded = URIUtil.decodePath(sent).replaceAll(PARAMETERS, "");
    for (String segment : SLASHES.split(decoded, -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return "/" + String.join("/", segments).toLowerCase(Locale.ROOT);
  }
}
