package io.github.qxylogin.mock;

import java.util.List;

/** Something is wrong with a call of the control API; the message says what to send instead. */
final class BadControlRequestException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> available;

  BadControlRequestException(String message) {
    this(message, List.of());
  }

  private BadControlRequestException(String message, List<String> available) {
    super(message);
    this.available = available;
  }

  /** Returns an exception that lists what there is in place of what was asked for. */
  static BadControlRequestException listing(String problem, List<String> available) {
    return new BadControlRequestException(
        "%s It has: %s.".formatted(problem, String.join(", ", available)), available);
  }

  /** Returns the same, followed by what to send instead. */
  BadControlRequestException advising(String whatToSend) {
    return new BadControlRequestException(getMessage() + " " + whatToSend, available);
  }

  /** Returns what there is in place of what was asked for; empty when that is no matter. */
  List<String> available() {
    return available;
  }
}
