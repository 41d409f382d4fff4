package io.github.qxylogin.mock.http;

import io.github.qxylogin.contract.Condition;
import io.github.qxylogin.contract.Contract;
import java.util.List;
import java.util.stream.Stream;

/** The values of {@code X-Mock-Case}. */
public final class CaseNames {
  /** Begins the name of a code that no case of an operation has. */
  static final String CODE = "code-";

  /** Begins the name of an unknown preference. */
  public static final String UNKNOWN = "unknown-";

  /** A callback that its receiver did not accept, or that was not made. */
  public static final String NOT_ACCEPTED = "not-accepted";

  private CaseNames() {}

  /**
   * Checks a name.
   *
   * @throws IllegalArgumentException if it is unknown; it lists those of the contract
   */
  public static void check(String name, Contract contract) {
    List<String> known =
        Stream.of(
                contract.operations().stream().flatMap(o -> o.caseNames().stream()),
                contract.webhooks().stream().flatMap(o -> o.caseNames().stream()),
                Stream.of(Condition.values()).map(Condition::key),
                Stream.of(FaultKind.values()).filter(kind -> !kind.canAct()).map(FaultKind::key),
                Stream.of(Problem.values()).map(Problem::key),
                Stream.of(NOT_ACCEPTED))
            .flatMap(names -> names)
            .distinct()
            .sorted()
            .toList();
    if (!known.contains(name) && !name.startsWith(CODE) && !name.startsWith(UNKNOWN)) {
      throw InvalidValueException.unknown("name.no-case", name, known);
    }
  }
}
