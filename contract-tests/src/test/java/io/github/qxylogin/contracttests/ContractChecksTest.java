package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.Outcome.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every check of the contract, against a mock server that authenticates, as a test of its own. */
class ContractChecksTest {
  private static OwnMock mock;
  private static Suite suite;

  @BeforeAll
  static void startMock() {
    Contract contract = Contract.load();
    Masking masking = new Masking(contract);
    mock = OwnMock.start(contract, masking);
    suite = new Suite(contract, mock.target(), Permissions.READ_ONLY, masking);
  }

  @TestFactory
  Stream<DynamicTest> contract() {
    return suite.checks().stream()
        .map(check -> DynamicTest.dynamicTest(check.id(), () -> holds(check)));
  }

  private static void holds(Check check) {
    Outcome outcome = suite.run(check);

    assertThat(outcome.messages()).isEmpty();
    assertThat(outcome.verdict()).isEqualTo(Verdict.PASSED);
  }

  @AfterAll
  static void everythingWasChecked() {
    mock.close();
    assertThat(suite.ledger().gaps()).isEmpty();
  }
}
