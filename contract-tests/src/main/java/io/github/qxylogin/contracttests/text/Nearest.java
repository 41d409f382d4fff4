package io.github.qxylogin.contracttests.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names that somebody may have meant who wrote another one. */
public final class Nearest {
  private static final int AT_MOST = 3;

  private Nearest() {}

  /** Returns the names that are most like a wrong one, the likest first; none that is unlike it. */
  static List<String> to(String wrong, Collection<String> names) {
    int bound = Math.max(2, wrong.length() / 3);
    return names.stream()
        .filter(name -> distance(wrong, name) <= bound)
        .sorted(
            Comparator.<String>comparingInt(name -> distance(wrong, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(AT_MOST)
        .toList();
  }

  /** Returns a question that names what is nearest, to be put behind a message; or nothing. */
  public static String question(String wrong, Collection<String> names) {
    List<String> nearest = to(wrong, names);
    return nearest.isEmpty() ? "" : ": did you mean " + String.join(" or ", nearest) + "?";
  }

  /** Counts the characters to be added, left out or replaced. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
