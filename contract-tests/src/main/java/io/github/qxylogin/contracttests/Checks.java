package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The checks of a contract: what each kind of checks makes of each operation. */
final class Checks {
  /** A new kind of checks is a line here. */
  static final List<BiFunction<Contract, Operation, Stream<Check>>> KINDS =
      List.of(
          CaseChecks::of,
          HeaderChecks::of,
          FieldChecks::of,
          ExtraFieldChecks::of,
          BodyChecks::of,
          FormChecks::of,
          RequirementChecks::of,
          LoginChecks::of,
          TaskChecks::of,
          SmsLimitChecks::of,
          LockChecks::of,
          PollChecks::of,
          SessionChecks::of,
          NeededSessionChecks::of,
          NobodysSessionChecks::of,
          UploadChecks::of,
          EnterpriseChecks::of,
          AccountChecks::of,
          LinkChecks::of,
          TokenChecks::of);

  private Checks() {}

  /**
   * Returns the checks, operation by operation, in the contract's order. What may fail a login
   * comes after the logins that have to succeed, and what moves the clock last, since that is
   * everybody's.
   */
  static List<Check> of(Contract contract) {
    return of(contract, KINDS);
  }

  static List<Check> of(
      Contract contract, List<BiFunction<Contract, Operation, Stream<Check>>> kinds) {
    return contract.operations().stream()
        .flatMap(operation -> kinds.stream().flatMap(kind -> kind.apply(contract, operation)))
        .sorted(
            Comparator.comparing((Check check) -> check.needs(Need.CLOCK))
                .thenComparing(check -> check.needs(Need.FAILED_LOGIN)))
        .toList();
  }
}
