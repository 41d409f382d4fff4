package io.github.qxylogin.mock.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A preference of the header {@code Prefer} (RFC 7240) that selects a case.
 *
 * @param name {@code example} or {@code code}
 * @param value without its quotes; empty when there is none
 */
record Preference(String name, String value) {
  static final String EXAMPLE = "example";

  /** All up to the next comma that is not quoted; a quote that is not closed quotes nothing. */
  private static final Pattern ELEMENT =
      Pattern.compile("\\G((?:[^\",]++|\"[^\"]*+\"|\")*+)(?:,|$)");

  private static final Pattern CASE =
      Pattern.compile(
          "\\s*+(example|code)\\s*+(?:=\\s*+(?:\"([^\"]*+)\"|([^;]*+)))?\\s*+(?:;.*)?",
          Pattern.CASE_INSENSITIVE);

  /** Returns the first preference that selects a case. A malformed value is taken as it is. */
  static Optional<Preference> first(String header) {
    return ELEMENT
        .matcher(header)
        .results()
        .map(element -> CASE.matcher(element.group(1)))
        .filter(Matcher::matches)
        .findFirst()
        .map(Preference::of);
  }

  private static Preference of(MatchResult preference) {
    String quoted = preference.group(2);
    String value = quoted == null ? preference.group(3) : quoted;
    String name = preference.group(1).toLowerCase(Locale.ROOT);
    return new Preference(name, value == null ? "" : value.strip());
  }

  @Override
  public String toString() {
    return name + "=" + value;
  }
}
