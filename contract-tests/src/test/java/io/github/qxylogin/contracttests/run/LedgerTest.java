package io.github.qxylogin.contracttests.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.run.Suite.Ledger;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void gaps_noCheckAtAll_isAGap() {
    assertThat(new Ledger(List.of()).gaps()).containsExactly("the contract gives no check at all");
  }

  @Test
  void gaps_checkThatNobodyRan_isAGap() {
    List<Check> checks = Checks.of(CONTRACT);
    Ledger ledger = new Ledger(checks);
    checks.stream().skip(1).forEach(c -> ledger.record(Outcome.skipped(c, "for this test")));

    assertThat(ledger.gaps()).containsExactly(checks.get(0).id() + ": nobody ran it");
  }
}
