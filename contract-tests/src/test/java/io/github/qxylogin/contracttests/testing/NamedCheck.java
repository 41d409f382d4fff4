package io.github.qxylogin.contracttests.testing;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.generate.Checks;

/** Finds a check by its id. */
public final class NamedCheck {
  private NamedCheck() {}

  public static Check of(Contract contract, String id) {
    return Checks.of(contract).stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }
}
