package io.github.qxylogin.mock;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which sites' pages may read the API's answers.
 *
 * @param local whether those of this machine may, on whichever port
 * @param named the others, such as {@code https://app.example}; {@code *} stands for all
 */
record CorsOrigins(boolean local, Set<String> named) {

  static final CorsOrigins LOCAL = new CorsOrigins(true, Set.of());
  private static final String ALL = "*";
  private static final Pattern LOCAL_ORIGIN =
      Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
  private static final Pattern ORIGIN =
      Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@\\s]+|null|\\*", Pattern.CASE_INSENSITIVE);

  /**
   * Returns exactly these; of none, nobody's pages may.
   *
   * @throws IllegalArgumentException if one is no origin as a browser writes it
   */
  static CorsOrigins of(List<String> origins) {
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            origin + " is no origin: write SCHEME://HOST or SCHEME://HOST:PORT, and no path");
      }
    }
    return new CorsOrigins(
        false,
        origins.stream().map(each -> each.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
  }

  boolean allow(String origin) {
    return (local && LOCAL_ORIGIN.matcher(origin).matches())
        || named.contains(ALL)
        || named.contains(origin.toLowerCase(Locale.ROOT));
  }
}
