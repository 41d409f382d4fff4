package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.net.URI;
import java.util.Locale;

/** Reads the address of a target. */
public final class TargetUrl {
  private static final int LAST_PORT = 65535;

  private TargetUrl() {}

  /**
   * Returns an address without slashes at its end, its scheme in lower case.
   *
   * @throws CouldNotRunException if it is no address of a server
   */
  public static String of(String text) {
    String url = withSchemeInLowerCase(text.replaceFirst("/+$", ""));
    try {
      URI uri = URI.create(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
      if (http && uri.getHost() != null && uri.getPort() <= LAST_PORT && bare) {
        return url;
      }
    } catch (IllegalArgumentException noUri) {
      throw wrong(noUri);
    }
    throw wrong(null);
  }

  private static String withSchemeInLowerCase(String url) {
    int end = Math.max(url.indexOf("://"), 0);
    return url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
  }

  private static CouldNotRunException wrong(Throwable cause) {
    return new CouldNotRunException(
        "--target needs a URL such as https://api.example.com,"
            + " without user, password, query and fragment",
        cause);
  }
}
