package io.github.qxylogin.contracttests;

import io.github.qxylogin.contract.Contract;

/** What {@link TierTest} asks about a login by SMS, of all operations. */
@Slow
class WholeTierTest extends TierTest {
  @Override
  Contract contract() {
    return Contract.load();
  }
}
