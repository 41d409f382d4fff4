package io.github.qxylogin.mock.exchange;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.Collection;
import java.util.List;

/** There is nothing of the name that was given; the message lists what there is. */
public final class UnknownNameException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<String> available;

  /**
   * @param problem what was asked for, as a sentence that ends in its name
   * @param given the name, which is quoted unless it is too long
   */
  public UnknownNameException(String problem, String given, Collection<String> available) {
    this(
        List.copyOf(available),
        "%s It has: %s."
            .formatted(
                problem + " '" + ProblemDocument.quoted(given) + "'." + meant(given, available),
                String.join(", ", available)));
  }

  private static String meant(String given, Collection<String> available) {
    return NearestName.of(given, available).map(" Did you mean '%s'?"::formatted).orElse("");
  }

  private UnknownNameException(List<String> available, String message) {
    super(message);
    this.available = available;
  }

  /** Returns the operation of an id, or throws this. */
  public static Operation operation(String id, Contract contract) {
    List<Operation> all = contract.operations();
    return all.stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownNameException(
                    "the contract has no operation", id, all.stream().map(Operation::id).toList()));
  }

  /** Returns the same, followed by what to send instead. */
  public UnknownNameException advising(String whatToSend) {
    return new UnknownNameException(available, getMessage() + " " + whatToSend);
  }

  public List<String> available() {
    return available;
  }
}
