package io.github.qxylogin.contracttests.generate;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Flow;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Need;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** The checks of a contract, of each kind for each operation. */
public final class Checks {
  /** A new kind of checks is a line here. */
  private static final List<Consumer<OperationChecks>> KINDS =
      List.of(RequestChecks::add, FieldFault::add, FormChecks::add, FlowChecks::add);

  private final List<Check> all;

  /** An account or a password is changed for no test's sake. */
  private Checks(Contract contract) {
    all =
        contract.operations().stream()
            .map(operation -> new OperationChecks(contract, operation, new ArrayList<>()))
            .peek(checks -> KINDS.forEach(kind -> kind.accept(checks)))
            .flatMap(checks -> checks.all().stream())
            .filter(check -> !check.effect().lasts())
            .sorted(
                Comparator.comparing((Check check) -> issuesTokens(check.operation()))
                    .thenComparing(check -> check.needs(Need.FAILED_LOGIN)))
            .toList();
  }

  /**
   * Returns the checks, operation by operation, in the contract's order. Checks that may fail a
   * login follow the logins that have to succeed. Checks that issue tokens are last: a new token
   * may end the token of the other checks.
   */
  public static List<Check> of(Contract contract) {
    return contract.derived(Checks.class, Checks::new).all;
  }

  static boolean issuesTokens(Operation operation) {
    return operation.plays(Flow.Role.ISSUES_TOKEN);
  }
}
