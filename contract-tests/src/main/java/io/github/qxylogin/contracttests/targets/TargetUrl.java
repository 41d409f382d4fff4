package io.github.qxylogin.contracttests.targets;

import io.github.qxylogin.contracttests.text.CouldNotRunException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the address of a target. */
public final class TargetUrl {
  private static final int LAST_PORT = 65535;
  private static final Pattern FORM = Pattern.compile("(?i)(https?)(://[^/?#@]+(/[^?#]*?)?)/*");

  private TargetUrl() {}

  /**
   * Returns an address without slashes at its end, its scheme in lower case.
   *
   * @throws CouldNotRunException if it is no address of a server
   */
  public static String of(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      String url = form.group(1).toLowerCase(Locale.ROOT) + form.group(2);
      try {
        URI uri = new URI(url);
        if (uri.getHost() != null && uri.getPort() <= LAST_PORT) {
          return url;
        }
      } catch (URISyntaxException noUri) { // It is told below, without what may be a password.
      }
    }
    throw new CouldNotRunException(
        "--target needs a URL such as https://api.example.com,"
            + " without user, password, query and fragment");
  }
}
