package io.github.qxylogin.contracttests.generate;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Need;
import io.github.qxylogin.contracttests.generate.call.BodyChecks;
import io.github.qxylogin.contracttests.generate.call.CaseChecks;
import io.github.qxylogin.contracttests.generate.call.FieldChecks;
import io.github.qxylogin.contracttests.generate.call.FormChecks;
import io.github.qxylogin.contracttests.generate.call.HeaderChecks;
import io.github.qxylogin.contracttests.generate.call.RequirementChecks;
import io.github.qxylogin.contracttests.generate.flow.Scenarios;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The checks of a contract: what each kind of checks makes of each operation. */
public final class Checks {
  /** A new kind of checks of one call is a line here; a flow is a file of scenarios. */
  private static final List<BiFunction<Contract, Operation, Stream<Check>>> KINDS =
      Stream.<BiFunction<Contract, Operation, Stream<Check>>>concat(
              Stream.of(
                  CaseChecks::of,
                  HeaderChecks::of,
                  FieldChecks::of,
                  BodyChecks::of,
                  FormChecks::of,
                  RequirementChecks::of),
              Scenarios.all().stream().map(file -> file::of))
          .toList();

  private final List<Check> all;

  private Checks(Contract contract) {
    all =
        contract.operations().stream()
            .flatMap(operation -> KINDS.stream().flatMap(kind -> kind.apply(contract, operation)))
            .sorted(
                Comparator.comparing((Check check) -> check.needs(Need.CLOCK))
                    .thenComparing(check -> check.needs(Need.FAILED_LOGIN)))
            .toList();
  }

  /**
   * Returns the checks, operation by operation, in the contract's order. What may fail a login
   * comes after the logins that have to succeed, and what moves the clock last, since that is
   * everybody's.
   */
  public static List<Check> of(Contract contract) {
    return contract.derived(Checks.class, Checks::new).all;
  }
}
