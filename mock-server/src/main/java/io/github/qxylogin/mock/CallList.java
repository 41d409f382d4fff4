package io.github.qxylogin.mock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Words the calls that there were, for people whose test has failed; with nothing sensitive. */
final class CallList {
  private static final int MOST_SHOWN = 20;

  private CallList() {}

  /**
   * Returns the last of the calls, in their order.
   *
   * @param newestFirst as the journal has them
   */
  static String of(List<JournalEntry> newestFirst) {
    if (newestFirst.isEmpty()) {
      return "No call of the API reached the mock.";
    }
    List<JournalEntry> shown =
        new ArrayList<>(newestFirst.subList(0, Math.min(MOST_SHOWN, newestFirst.size())));
    Collections.reverse(shown);
    String which =
        shown.size() == newestFirst.size()
            ? "All calls:"
            : "The last %d of %d calls:".formatted(shown.size(), newestFirst.size());
    return shown.stream()
        .map(entry -> "  " + entry.call())
        .collect(Collectors.joining(System.lineSeparator(), which + System.lineSeparator(), ""));
  }
}
