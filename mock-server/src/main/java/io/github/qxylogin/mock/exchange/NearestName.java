package io.github.qxylogin.mock.exchange;

import com.github.tomakehurst.wiremock.common.Strings;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped one is most like. */
public final class NearestName {
  /** Nobody mistypes a longer one, and it would take long to compare. */
  public static final int LONGEST = 200;

  /** One character in so many may be mistyped. */
  private static final int ONE_IN = 3;

  private NearestName() {}

  /** Returns the known name that differs least, in whichever case, if one differs little. */
  public static Optional<String> of(String given, Collection<String> known) {
    if (given.length() > LONGEST) {
      return Optional.empty();
    }
    String mistyped = given.toLowerCase(Locale.ROOT);
    int least = given.length() / ONE_IN + 1;
    String nearest = null;
    for (String name : known) {
      // Of another length, it differs by that at least.
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

  /** What both begin with makes no difference, and paths have much of it. */
  private static int distance(String name, String mistyped) {
    int same = 0;
    while (same < Math.min(name.length(), mistyped.length())
        && name.charAt(same) == mistyped.charAt(same)) {
      same++;
    }
    return Strings.getLevenshteinDistance(name.substring(same), mistyped.substring(same));
  }
}
