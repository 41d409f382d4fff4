package io.github.qxylogin.contracttests.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.coverage.Coverage.Cell;
import io.github.qxylogin.contracttests.coverage.Coverage.Part;
import io.github.qxylogin.contracttests.coverage.Coverage.State;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.LyingContract;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.Answer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void coverage_checkIsSkipped_tellsItsReason() {
    Check check = NamedCheck.of(CONTRACT, "uploadSmsCode/missing/smsCode");
    Ledger ledger = new Ledger(CONTRACT, List.of(check));

    ledger.record(Outcome.skipped(check, "for this test"));

    assertThat(cell(ledger.coverage(), "uploadSmsCode", "missing/smsCode"))
        .extracting(Cell::part, Cell::state, Cell::reason)
        .containsExactly(Part.FIELD, State.NOT_SEEN, "for this test");
  }

  @Test
  void coverage_nobodyChecks_saysSo() {
    Coverage coverage = new Ledger(CONTRACT, List.of()).coverage();

    assertThat(cell(coverage, "uploadSmsCode", "task-expired").reason()).isEqualTo("no check");
    assertThat(cell(coverage, "uploadSmsCode", "/data/accountId string").reason())
        .isEqualTo("no check");
  }

  @Test
  void coverage_checkWasNotReached_saysSo() {
    Check check = NamedCheck.of(CONTRACT, "uploadSmsCode/case/task-expired");

    assertThat(
            cell(new Ledger(CONTRACT, List.of(check)).coverage(), "uploadSmsCode", "task-expired")
                .reason())
        .isEqualTo("the run ended before uploadSmsCode/case/task-expired");
  }

  @Test
  void coverage_failedCheck_hasSeenNothing() {
    Coverage coverage = answered("uploadSmsCode/case/task-expired", "{\"code\":\"5000\"}");

    assertThat(cell(coverage, "uploadSmsCode", "task-expired"))
        .satisfies(
            cell -> {
              assertThat(cell.state()).isEqualTo(State.NOT_SEEN);
              assertThat(cell.reason()).startsWith("uploadSmsCode/case/task-expired failed");
            });
    assertThat(cell(coverage, "uploadSmsCode", "/code string").state()).isEqualTo(State.NOT_SEEN);
  }

  @Test
  void coverage_checkHolds_hasSeenAnswerAndMembers() {
    Coverage coverage =
        answered(
            "uploadSmsCode/case/task-expired",
            CONTRACT.operation("uploadSmsCode").documentedCase("task-expired").answer().toString());

    assertThat(cell(coverage, "uploadSmsCode", "task-expired").state()).isEqualTo(State.SEEN);
    assertThat(cell(coverage, "uploadSmsCode", "/code string").state()).isEqualTo(State.SEEN);
    assertThat(cell(coverage, "uploadSmsCode", "/data/accountId string").state())
        .isEqualTo(State.NOT_SEEN);
  }

  private static Coverage answered(String id, String answer) {
    try (FakeServer server = FakeServer.answering(r -> FakeServer.Response.json(answer))) {
      Suite suite =
          new Suite(
              CONTRACT,
              FakeTarget.mock(server.url()),
              Permissions.READ_ONLY,
              new Masking(CONTRACT));
      suite.run(NamedCheck.of(CONTRACT, id));
      return suite.ledger().coverage();
    }
  }

  @Test
  void coverage_memberThatNoDocumentedAnswerHas_doesNotCount() {
    Coverage before = new Ledger(CONTRACT, List.of()).coverage();

    Coverage after =
        new Ledger(
                new LyingContract(CONTRACT)
                    .about("checkSession", "valid", answer -> answer.remove("message"))
                    .about("checkSession", "invalid", answer -> answer.remove("message"))
                    .about("checkSession", "missing-gryhm", answer -> answer.remove("message"))
                    .told(),
                List.of())
            .coverage();

    assertThat(cell(before, "checkSession", "/message string").state()).isEqualTo(State.NOT_SEEN);
    assertThat(cell(after, "checkSession", "/message string").state()).isEqualTo(State.NOT_PRINTED);
    assertThat(after.all()).isEqualTo(before.all() - 1);
  }

  @Test
  void coverage_requiredFieldIsAdded_isToBeSeen() {
    Contract grown =
        new LyingContract(CONTRACT)
            .aboutRequest(
                "uploadSmsCode",
                schema -> {
                  ((ObjectNode) schema.path("properties")).putObject("more").put("type", "string");
                  schema.withArray("required").add("more");
                })
            .told();

    assertThat(
            cell(new Ledger(grown, Checks.of(grown)).coverage(), "uploadSmsCode", "missing/more")
                .state())
        .isEqualTo(State.NOT_SEEN);
  }

  @Test
  void percent_oneOfAThousandNotSeen_isNot100() {
    Cell seen = new Cell(CONTRACT.operation("checkSession"), Part.ANSWER, "valid", State.SEEN, "");
    Cell not =
        new Cell(CONTRACT.operation("checkSession"), Part.ANSWER, "valid", State.NOT_SEEN, "no");

    Coverage coverage =
        new Coverage(
            Stream.concat(Collections.nCopies(999, seen).stream(), Stream.of(not))
                .collect(Collectors.toList()));

    assertThat(coverage).hasToString("99 % of the contract seen (999 of 1000)");
  }

  private static Cell cell(Coverage coverage, String operation, String name) {
    return coverage.cells().stream()
        .filter(cell -> cell.operation().id().equals(operation) && cell.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no cell " + name + " of " + operation));
  }

  @Test
  void unchecked_allChecks_isNothing() {
    assertThat(new Ledger(CONTRACT, Checks.of(CONTRACT)).unchecked()).isEmpty();
  }

  @Test
  void coverage_everyFaultOfAFieldThatIsChecked_hasItsCell() {
    Set<String> cells =
        new Ledger(CONTRACT, Checks.of(CONTRACT))
            .coverage().cells().stream()
                .map(cell -> cell.operation().id() + "/" + cell.name())
                .collect(toSet());

    assertThat(Checks.of(CONTRACT))
        .extracting(Check::id)
        .filteredOn(
            id -> id.matches("\\w+/([a-z-]+/[^/]+)") && !id.matches("\\w+/(case|flow|header)/.*"))
        .isNotEmpty()
        .allMatch(cells::contains);
  }

  @Test
  void coverage_otherFaultOfTheFieldFailed_isSeenForItselfAlone() {
    Check held = NamedCheck.of(CONTRACT, "uploadSmsCode/missing/smsCode");
    Check broken = NamedCheck.of(CONTRACT, "uploadSmsCode/null/smsCode");
    Ledger ledger = new Ledger(CONTRACT, List.of(held, broken));

    ledger.record(outcome(held));
    ledger.record(outcome(broken, new Finding("/code", Difference.OTHER_FAMILY, "wrong")));

    assertThat(cell(ledger.coverage(), "uploadSmsCode", "missing/smsCode").state())
        .isEqualTo(State.SEEN);
    assertThat(cell(ledger.coverage(), "uploadSmsCode", "null/smsCode").state())
        .isEqualTo(State.NOT_SEEN);
  }

  @Test
  void coverage_oneOfTheChecksOfACellFailed_isNotSeen() {
    Check held = NamedCheck.of(CONTRACT, "uploadSmsCode/case/task-expired");
    Check broken = NamedCheck.of(CONTRACT, "uploadSmsCode/flow/expired");
    Ledger ledger = new Ledger(CONTRACT, List.of(held, broken));
    ledger.record(outcome(held));
    ledger.record(outcome(broken, new Finding("/code", Difference.OTHER_FAMILY, "wrong")));

    assertThat(cell(ledger.coverage(), "uploadSmsCode", "task-expired"))
        .extracting(Cell::state, Cell::reason)
        .containsExactly(State.NOT_SEEN, "uploadSmsCode/flow/expired failed");
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
            List.of(findings));
    return Outcome.judged(check, List.of(exchange), Duration.ZERO);
  }

  @Test
  void coverage_memberThatIsNotPrintedCameAnyhow_leavesTheTotal() {
    List<Cell> cells = new Ledger(CONTRACT, List.of()).coverage().cells(State.NOT_PRINTED);
    Cell unprinted =
        cells.stream().filter(cell -> cell.name().matches("/\\w+ null")).findFirst().orElseThrow();
    Check check = NamedCheck.of(CONTRACT, unprinted.operation().id() + "/malformed-json");
    Ledger ledger = new Ledger(CONTRACT, List.of(check));
    int before = ledger.coverage().all();

    String answer = "{\"" + unprinted.name().substring(1).replace(" ", "\":") + "}";
    ledger
        .sightings()
        .saw(
            check,
            check.calls().findFirst().orElseThrow(),
            MissingNode.getInstance(),
            Answer.of(200, "application/json", answer.getBytes(UTF_8)),
            List.of());
    ledger.record(outcome(check));

    assertThat(cell(ledger.coverage(), unprinted.operation().id(), unprinted.name()).state())
        .isEqualTo(State.NOT_PRINTED);
    assertThat(ledger.coverage().all()).isEqualTo(before);
  }
}
