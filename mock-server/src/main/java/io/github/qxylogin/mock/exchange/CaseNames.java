package io.github.qxylogin.mock.exchange;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import java.util.List;
import java.util.stream.Stream;

/** What {@code X-Mock-Case} can say, so that a misspelt name is told from one that nothing has. */
public final class CaseNames {
  /** In front of a code that no case of an operation has, and the catalogue answered. */
  static final String CODE = "code-";

  /** In front of what {@code Prefer} asked for and there is not. */
  public static final String UNKNOWN = "unknown-";

  private CaseNames() {}

  /**
   * Makes sure that a name is one.
   *
   * @throws IllegalArgumentException if not; it lists those of the contract
   */
  public static void check(String name, Contract contract) {
    List<String> known = of(contract);
    if (!known.contains(name) && !name.startsWith(CODE) && !name.startsWith(UNKNOWN)) {
      throw new UnknownNameException("the contract has no case", name, known);
    }
  }

  private static List<String> of(Contract contract) {
    return Stream.of(
            contract.operations().stream().flatMap(o -> o.caseNames().stream()),
            Stream.of(Condition.values()).map(Condition::key),
            Stream.of(FaultKind.values()).filter(kind -> !kind.canAct()).map(FaultKind::key),
            Stream.of(Problem.values()).map(Problem::key))
        .flatMap(names -> names)
        .distinct()
        .sorted()
        .toList();
  }
}
