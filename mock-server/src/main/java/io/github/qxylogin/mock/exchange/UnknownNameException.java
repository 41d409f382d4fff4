package io.github.qxylogin.mock.exchange;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.Collection;
import java.util.List;

/** An unknown name was given. The message lists the known ones. */
public final class UnknownNameException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Nobody misspells a longer name, and a part of it may be a secret that the journal misses. */
  private static final int LONGEST_QUOTED = 100;

  private final transient List<String> available;

  /**
   * @param problem the sentence before the name
   * @param given the unknown name
   */
  public UnknownNameException(String problem, String given, Collection<String> available) {
    super(
        "%s '%s'.%s It has: %s."
            .formatted(
                problem,
                quoted(given),
                NearestName.of(given, available).map(" Did you mean '%s'?"::formatted).orElse(""),
                String.join(", ", available)));
    this.available = List.copyOf(available);
  }

  /** Returns a caller's text as messages quote it: the whole text, or none of it. */
  public static String quoted(String given) {
    return given.length() > LONGEST_QUOTED ? "..." : given;
  }

  /** Returns the operation of an id, or throws this. */
  public static Operation operation(String id, Contract contract) {
    List<String> ids = contract.operations().stream().map(Operation::id).toList();
    if (!ids.contains(id)) {
      throw new UnknownNameException("the contract has no operation", id, ids);
    }
    return contract.operation(id);
  }

  public List<String> available() {
    return available;
  }
}
