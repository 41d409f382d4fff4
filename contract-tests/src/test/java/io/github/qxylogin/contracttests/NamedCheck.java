package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;

/** Finds a check by its id. */
final class NamedCheck {
  private NamedCheck() {}

  static Check of(Contract contract, String id) {
    return Checks.of(contract).stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }
}
