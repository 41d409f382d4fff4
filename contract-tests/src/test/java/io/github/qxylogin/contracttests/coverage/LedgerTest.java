package io.github.qxylogin.contracttests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.coverage.ResponseProperties.Form;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.wire.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void gaps_noCheckAtAll_isAGap() {
    assertThat(new Ledger(CONTRACT, List.of()).gaps())
        .containsExactly("the contract gives no check at all");
  }

  @Test
  void gaps_caseWithoutCheck_isAGap() {
    List<Check> checks =
        Checks.of(CONTRACT).stream()
            .filter(c -> !c.operation().id().equals("uploadSmsCode") || !isOfTheCase(c))
            .toList();
    Ledger ledger = new Ledger(CONTRACT, checks);
    checks.forEach(check -> ledger.record(Outcome.skipped(check, "for this test")));

    assertThat(ledger.gaps()).containsExactly("uploadSmsCode, task-expired: no check");
  }

  private static boolean isOfTheCase(Check check) {
    return check.documented().anyMatch(c -> c.name().equals("task-expired"));
  }

  @Test
  void gaps_checksThatAreNotChosen_areNone() {
    List<Check> all = Checks.of(CONTRACT);
    List<Check> chosen =
        all.stream().filter(c -> c.id().equals("checkSession/case/valid")).toList();
    Ledger ledger = new Ledger(CONTRACT, all, chosen);
    chosen.forEach(check -> ledger.record(Outcome.skipped(check, "for this test")));

    assertThat(ledger.gaps()).isEmpty();
    assertThat(ledger.coverage().cells())
        .allMatch(cell -> cell.operation().id().equals("checkSession"))
        .anyMatch(
            cell -> cell.toString().endsWith(": checkSession/missing/accountId was not chosen"));
  }

  @Test
  void gaps_checkThatNobodyRan_isAGap() {
    List<Check> checks = Checks.of(CONTRACT);
    Ledger ledger = new Ledger(CONTRACT, checks);
    checks.stream().skip(1).forEach(c -> ledger.record(Outcome.skipped(c, "for this test")));

    assertThat(ledger.gaps()).containsExactly("fetchToken/case/issued: nobody ran it");
  }

  @Test
  void sightings_memberThatTheContractDoesNotKnow_isNotKept() {
    Check check = Checks.of(CONTRACT).get(0);
    Ledger.Sightings sightings = new Ledger.Sightings(CONTRACT);
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("code", "2000").put("more", "a");

    sightings.saw(
        check, check.call(0), answer, new Answer(200, "application/json", 1, answer), List.of());

    assertThat(sightings.has(check, check.operation(), form("/code"))).isTrue();
    assertThat(sightings.has(check, check.operation(), form("/more"))).isFalse();
  }

  private static Form form(String place) {
    return new Form(JsonPointer.compile(place), "string");
  }
}
