package io.github.qxylogin.mock.journal;

import java.util.List;
import java.util.stream.Collectors;

/** Lists the calls that there were, for people whose test has failed; with nothing sensitive. */
public final class CallList {
  private static final int MOST_SHOWN = 20;

  private CallList() {}

  public static String of(List<RecordedCall> calls) {
    if (calls.isEmpty()) {
      return "No call of the API reached the mock.";
    }
    int hidden = Math.max(0, calls.size() - MOST_SHOWN);
    String which =
        hidden == 0 ? "All calls:" : "The last %d of %d calls:".formatted(MOST_SHOWN, calls.size());
    return calls.stream()
        .skip(hidden)
        .map(call -> System.lineSeparator() + "  " + call)
        .collect(Collectors.joining("", which, ""));
  }
}
