package io.github.qxylogin.contracttests.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Check.Kind;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.coverage.Coverage.Cell;
import io.github.qxylogin.contracttests.coverage.Coverage.State;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Masking;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Check CASE = NamedCheck.of(CONTRACT, "checkSession/case/invalid");

  @Test
  void coverage_checkIsSkipped_tellsItsReason() {
    Check check = NamedCheck.of(CONTRACT, "uploadSmsCode/missing/smsCode");
    Ledger ledger = new Ledger(CONTRACT, List.of(check));
    ledger.record(Outcome.skipped(check, "for this test"));

    assertThat(cell(ledger.coverage(), "uploadSmsCode", "missing/smsCode"))
        .extracting(Cell::kind, Cell::state, Cell::reason)
        .containsExactly(Kind.FIELD, State.NOT_SEEN, "for this test");
  }

  @Test
  void coverage_checkWasNotReached_saysSo() {
    assertThat(
            cell(new Ledger(CONTRACT, List.of(CASE)).coverage(), "checkSession", "invalid")
                .reason())
        .isEqualTo("the run ended before checkSession/case/invalid");
  }

  @Test
  void coverage_caseThatNoCheckAsksFor_doesNotCount() {
    Coverage coverage = new Ledger(CONTRACT, Checks.of(CONTRACT)).coverage();

    assertThat(cell(coverage, "uploadSmsCode", "locked").state()).isEqualTo(State.NOT_ASKED);
    assertThat(coverage.all())
        .isEqualTo(coverage.cells().size() - coverage.cells(State.NOT_ASKED).size());
  }

  @Test
  void coverage_failedCheck_hasSeenNothing() {
    assertThat(cell(answered("{\"code\":\"5000\"}"), "checkSession", "invalid"))
        .extracting(Cell::state, Cell::reason)
        .containsExactly(State.NOT_SEEN, "checkSession/case/invalid failed");
  }

  @Test
  void coverage_checkHolds_hasSeenItsCase() {
    String answer = CONTRACT.operation("checkSession").firstSuccess().answer().toString();

    assertThat(cell(answered(answer), "checkSession", "invalid").state()).isEqualTo(State.SEEN);
  }

  private static Coverage answered(String answer) {
    try (FakeServer server = FakeServer.answering(r -> FakeServer.Response.json(answer))) {
      Suite suite =
          new Suite(
              CONTRACT,
              FakeTarget.mock(server.url()),
              Permissions.READ_ONLY,
              new Masking(CONTRACT));
      suite.run(CASE);
      return suite.ledger().coverage();
    }
  }

  @Test
  void coverage_otherFaultOfTheFieldFailed_isSeenForItselfAlone() {
    Check held = NamedCheck.of(CONTRACT, "uploadSmsCode/missing/smsCode");
    Check broken = NamedCheck.of(CONTRACT, "uploadSmsCode/null/smsCode");
    Ledger ledger = new Ledger(CONTRACT, List.of(held, broken));
    ledger.record(outcome(held));
    ledger.record(
        outcome(
            broken, new Finding(JsonPointer.compile("/code"), Difference.OTHER_FAMILY, "wrong")));

    assertThat(cell(ledger.coverage(), "uploadSmsCode", "missing/smsCode").state())
        .isEqualTo(State.SEEN);
    assertThat(cell(ledger.coverage(), "uploadSmsCode", "null/smsCode").state())
        .isEqualTo(State.NOT_SEEN);
  }

  @Test
  void coverage_everyCheck_hasACellOfItsKind() {
    Coverage coverage = new Ledger(CONTRACT, Checks.of(CONTRACT)).coverage();

    assertThat(Checks.of(CONTRACT))
        .filteredOn(check -> check.kind() != Kind.ANSWER)
        .allSatisfy(
            check ->
                assertThat(coverage.cells(check.operation(), check.kind()))
                    .extracting(cell -> check.operation() + "/" + cell.name())
                    .contains(check.id()));
  }

  @Test
  void percent_oneOfAThousandNotSeen_isNot100() {
    Cell seen = new Cell(CASE.operation(), Kind.ANSWER, "valid", State.SEEN, "");
    Cell not = new Cell(CASE.operation(), Kind.ANSWER, "valid", State.NOT_SEEN, "no");
    Coverage coverage =
        new Coverage(
            Stream.concat(Collections.nCopies(999, seen).stream(), Stream.of(not)).toList());

    assertThat(coverage).hasToString("99 % of the contract seen (999 of 1000)");
  }

  private static Cell cell(Coverage coverage, String operation, String name) {
    return coverage.cells().stream()
        .filter(cell -> cell.operation().id().equals(operation) && cell.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no cell " + name + " of " + operation));
  }

  private static Outcome outcome(Check check, Finding... findings) {
    Exchange exchange =
        new Exchange(
            0,
            check.operation(),
            MissingNode.getInstance(),
            200,
            "application/json",
            MissingNode.getInstance(),
            List.of(findings),
            Optional.empty(),
            Optional.empty());
    return Outcome.judged(check, List.of(exchange), Duration.ZERO);
  }
}
