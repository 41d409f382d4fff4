package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;

/** Finds a check by its id. */
final class NamedCheck {
  private NamedCheck() {}

  static Check of(Contract contract, String id) {
    return Checks.of(contract).stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  /** Returns a check without its calls on the way. */
  static Check withoutAsides(Contract contract, String id) {
    Check check = of(contract, id);
    return new Check(
        check.id(),
        check.operation(),
        check.subject(),
        check.needs(),
        check.steps().stream().filter(step -> !(step instanceof Step.Aside)).toList());
  }
}
