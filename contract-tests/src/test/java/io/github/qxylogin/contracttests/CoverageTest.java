package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.Coverage.Cell;
import io.github.qxylogin.contracttests.Coverage.Part;
import io.github.qxylogin.contracttests.Coverage.State;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final Contract CONTRACT = Contract.load();

  /** The bar of the build: whatever the contract documents, some check has seen on the mock. */
  @Test
  void coverage_ofTheOwnMock_isComplete() {
    Masking masking = new Masking(CONTRACT);
    try (OwnMock mock = OwnMock.start(CONTRACT, masking)) {
      Suite suite = new Suite(CONTRACT, mock.target(), Permissions.READ_ONLY, masking);

      suite.run(outcome -> {});

      assertThat(suite.ledger().coverage().cells(State.NOT_SEEN)).isEmpty();
      assertThat(suite.ledger().coverage().percent()).isEqualTo(100);
    }
  }

  @Test
  void coverage_checkIsSkipped_tellsItsReason() {
    Check check = NamedCheck.of(CONTRACT, "uploadSmsCode/missing/smsCode");
    Ledger ledger = new Ledger(CONTRACT, List.of(check));

    ledger.record(Outcome.skipped(check, "for this test"));

    assertThat(cell(ledger.coverage(), "uploadSmsCode", "smsCode parameter-missing"))
        .extracting(Cell::part, Cell::state, Cell::reason)
        .containsExactly(Part.FIELD, State.NOT_SEEN, "for this test");
  }

  @Test
  void coverage_nobodyChecks_saysSo() {
    Coverage coverage = new Ledger(CONTRACT, List.of()).coverage();

    assertThat(cell(coverage, "uploadSmsCode", "smsCode parameter-missing").reason())
        .isEqualTo("no check");
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
  void coverage_fieldThatAloneTellsTheAlternative_cannotBeMissed() {
    Coverage coverage = new Ledger(CONTRACT, List.of()).coverage();

    assertThat(coverage.cells(CONTRACT.operation("fetchToken"), Part.FIELD))
        .extracting(Cell::name)
        .contains("client_secret parameter-missing")
        .doesNotContain("refresh_token parameter-missing");
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
            cell(new Ledger(grown, List.of()).coverage(), "uploadSmsCode", "more parameter-missing")
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
}
