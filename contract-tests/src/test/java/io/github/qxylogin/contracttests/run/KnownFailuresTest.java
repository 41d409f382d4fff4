package io.github.qxylogin.contracttests.run;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.lies.LyingMock;
import io.github.qxylogin.contracttests.testing.LyingContract;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.SmallContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a mock server that tells one lie, which one check sees. */
class KnownFailuresTest {
  private static final Clock LAST_DAY =
      Clock.fixed(Instant.parse("2027-01-31T23:59:59Z"), ZoneOffset.UTC);
  private static final Clock DAY_AFTER =
      Clock.fixed(Instant.parse("2027-02-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Contract SMALL = SmallContract.LOGIN;
  private static LyingMock liar;

  @TempDir private Path folder;

  @BeforeAll
  static void startLiar() {
    Contract lie =
        new LyingContract(SMALL)
            .about("checkSession", "valid", answer -> answer.put("data", false))
            .told();
    liar = LyingMock.start(SMALL, lie);
  }

  @AfterAll
  static void stopLiar() {
    liar.close();
  }

  private CommandLineRun run(Clock clock, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("known.txt"), List.of(lines));
    return CommandLineRun.of(
        SMALL,
        CREDENTIALS,
        Optional.empty(),
        clock,
        "--target",
        liar.url(),
        "--only",
        "checkSession",
        "--known",
        file.toString());
  }

  @Test
  void run_markOfUtf8AtTheStart_isNoPartOfTheId() throws IOException {
    assertThat(run(LAST_DAY, "\uFEFFcheckSession/case/valid | until 2027-01-31 | told").exitCode())
        .isZero();
  }

  @Test
  void read_idWithASpace_namesItsCheck() throws IOException {
    String id = "sendEtaxSmsCode/wrong-type/type -object";
    Path file = Files.writeString(folder.resolve("known.txt"), id + " | until 2027-01-31 | told");
    Contract contract = SmallContract.of("sendEtaxSmsCode");
    List<String> ids = Checks.of(contract).stream().map(Check::id).toList();

    KnownFailures known = KnownFailures.read(file, ids, LocalDate.of(2027, 1, 31));

    Outcome holding = Outcome.judged(NamedCheck.of(contract, id), List.of(), Duration.ZERO);
    assertThat(known.holdingAgain(List.of(holding)))
        .containsExactly(id + " is listed as a known failure and holds again: remove it");
  }

  @Test
  void run_knownFailure_doesNotFail() throws IOException {
    CommandLineRun run =
        run(
            LAST_DAY,
            "# ticket 4711",
            "",
            "checkSession/case/valid | until 2027-01-31 | told to the vendor");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("! checkSession/case/valid  (known until 2027-01-31: told to the vendor)");
  }

  @Test
  void run_dateHasPassed_failsAndSaysSo() throws IOException {
    CommandLineRun run =
        run(DAY_AFTER, "checkSession/case/valid | until 2027-01-31 | told to the vendor");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "✗ checkSession/case/valid"
                + "  (was known until 2027-01-31, which is past: told to the vendor)");
  }

  @Test
  void run_starInTheId_standsForAnyText() throws IOException {
    assertThat(run(LAST_DAY, "checkSession/*/val* | until 2027-01-31 | known").exitCode()).isZero();
  }

  @Test
  void run_otherFailure_stillFails() throws IOException {
    assertThat(run(LAST_DAY, "checkSession/case/invalid | until 2027-01-31 | known").exitCode())
        .isEqualTo(1);
  }

  @Test
  void run_listedCheckHolds_asksToRemoveIt() throws IOException {
    assertThat(run(LAST_DAY, "checkSession/case/invalid | until 2027-01-31 | known").out())
        .contains(
            "checkSession/case/invalid is listed as a known failure and holds again: remove it");
  }

  @Test
  void run_unknownId_namesTheNearest() throws IOException {
    CommandLineRun run = run(LAST_DAY, "", "checkSesion/case/valid | until 2027-01-31 | known");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            ", line 2: there is no check checkSesion/case/valid:"
                + " did you mean checkSession/case/valid or ")
        .hasLineCount(1);
  }

  @Test
  void run_unreadableLine_saysWhatIsWanted() throws IOException {
    assertThat(run(LAST_DAY, "checkSession/case/valid").err())
        .contains(
            ", line 1: wanted 'check-id | until 2027-01-31 | reason',"
                + " got 'checkSession/case/valid'")
        .hasLineCount(1);
  }

  @Test
  void run_noDate_saysWhatIsWanted() throws IOException {
    assertThat(run(LAST_DAY, "checkSession/case/valid | until 2027-02-30 | known").err())
        .contains(", line 1: wanted a date such as 2027-01-31, got '2027-02-30'")
        .hasLineCount(1);
  }

  @Test
  void run_missingFile_saysSo() {
    Path file = folder.resolve("none.txt");

    assertThat(CommandLineRun.of(CREDENTIALS, "--known", file.toString()).err())
        .isEqualTo("Cannot run the contract tests: --known " + file + " does not exist\n");
  }
}
