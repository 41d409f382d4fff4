package io.github.qxylogin.mock;

import java.util.List;
import java.util.stream.Collectors;

/** Tells, below a test's failure, how the mock was called; nothing sensitive is in it. */
final class CallsSeen extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int MOST_SHOWN = 20;

  private CallsSeen(String message) {
    super(message, null, false, false);
  }

  /**
   * Creates what a failure is to say.
   *
   * @param calls in their order
   */
  static CallsSeen of(String url, List<RecordedCall> calls) {
    if (calls.isEmpty()) {
      return new CallsSeen("no call of the API reached the mock at " + url);
    }
    List<RecordedCall> shown = calls.subList(Math.max(0, calls.size() - MOST_SHOWN), calls.size());
    return new CallsSeen(
        "%s the mock at %s answered:%n%s"
            .formatted(
                shown.size() < calls.size()
                    ? "the last %d of %d calls that".formatted(shown.size(), calls.size())
                    : "the calls that",
                url,
                lines(shown)));
  }

  static String lines(List<RecordedCall> calls) {
    return calls.stream()
        .map(call -> "  " + call)
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
