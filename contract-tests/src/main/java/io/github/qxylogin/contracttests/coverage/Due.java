package io.github.qxylogin.contracttests.coverage;

import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.coverage.Coverage.Part;
import java.util.function.Predicate;

/**
 * Something of an operation that the contract says a check has to show.
 *
 * @param name what its cell of the ledger is called
 * @param shownBy tells the checks that show it, if they hold
 */
record Due(Part part, String name, Predicate<Check> shownBy) {

  /** Returns what the one check of that name shows. */
  static Due named(Part part, String operation, String name) {
    return new Due(part, name, check -> check.id().equals(operation + "/" + name));
  }
}
