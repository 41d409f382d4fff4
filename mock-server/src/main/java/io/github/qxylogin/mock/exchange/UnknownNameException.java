package io.github.qxylogin.mock.exchange;

import java.util.Collection;
import java.util.List;

/** There is nothing of the name that was given; the message lists what there is. */
public final class UnknownNameException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> available;

  public UnknownNameException(String problem, Collection<String> available) {
    this(List.copyOf(available), "%s It has: %s.".formatted(problem, String.join(", ", available)));
  }

  private UnknownNameException(List<String> available, String message) {
    super(message);
    this.available = available;
  }

  /** Returns the same, followed by what to send instead. */
  public UnknownNameException advising(String whatToSend) {
    return new UnknownNameException(available, getMessage() + " " + whatToSend);
  }

  public List<String> available() {
    return available;
  }
}
