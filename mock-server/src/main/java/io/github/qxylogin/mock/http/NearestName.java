package io.github.qxylogin.mock.http;

import com.github.tomakehurst.wiremock.common.Strings;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the valid name that is most similar to a mistyped one. */
public final class NearestName {
  /** Longer names are not compared, since that takes long. */
  public static final int LONGEST = 200;

  /** A third of the characters may be mistyped. */
  private static final int ONE_IN = 3;

  private NearestName() {}

  /** Returns the most similar valid name, ignoring case, if there is one. */
  public static Optional<String> of(String given, Collection<String> known) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    String mistyped = given.toLowerCase(Locale.ROOT);
    int least = given.length() / ONE_IN + 1;
    String nearest = null;
    for (String name : known) {
      // The distance is at least the difference of the lengths.
      if (Math.abs(name.length() - mistyped.length()) < least) {
        int distance = distance(name.toLowerCase(Locale.ROOT), mistyped);
        if (distance < least) {
          least = distance;
          nearest = name;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Skips the common beginning, which is long for paths. */
  private static int distance(String name, String mistyped) {
    int same = 0;
    while (same < Math.min(name.length(), mistyped.length())
        && name.charAt(same) == mistyped.charAt(same)) {
      same++;
    }
    return Strings.getLevenshteinDistance(name.substring(same), mistyped.substring(same));
  }
}
