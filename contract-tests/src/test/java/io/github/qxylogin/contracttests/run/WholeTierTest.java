package io.github.qxylogin.contracttests.run;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.mock.testing.Slow;

/** What {@link TierTest} asks about a login by SMS, of all operations. */
@Slow
class WholeTierTest extends TierTest {
  @Override
  Contract contract() {
    return Contract.load();
  }
}
