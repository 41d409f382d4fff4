package io.github.qxylogin.contracttests.run;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.contracttests.mutations.MutatedMock;
import io.github.qxylogin.contracttests.testing.ChangedContract;
import io.github.qxylogin.contracttests.testing.SmallContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a mock server with one mutation, which one check detects. */
class KnownFailuresTest {
  private static final Clock LAST_DAY =
      Clock.fixed(Instant.parse("2027-01-31T23:59:59Z"), ZoneOffset.UTC);
  private static final Clock DAY_AFTER =
      Clock.fixed(Instant.parse("2027-02-01T00:00:00Z"), ZoneOffset.UTC);
  private static final Contract SMALL = SmallContract.LOGIN;
  private static MutatedMock mutated;

  @TempDir private Path folder;

  @BeforeAll
  static void startMutatedServer() {
    Contract mutation =
        new ChangedContract(SMALL)
            .about(
                "fetchToken",
                "issued",
                response -> response.withObject("/data").remove("expires_in"))
            .contract();
    mutated = MutatedMock.start(SMALL, mutation);
  }

  @AfterAll
  static void stopMutatedServer() {
    mutated.close();
  }

  private CommandLineRun run(Clock clock, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("known.txt"), List.of(lines));
    return CommandLineRun.of(
        SMALL,
        CREDENTIALS,
        Optional.empty(),
        clock,
        "--target",
        mutated.url(),
        "--only",
        "fetchToken",
        "--known",
        file.toString());
  }

  @Test
  void run_markOfUtf8AtTheStart_isNoPartOfTheId() throws IOException {
    assertThat(
            run(LAST_DAY, "\uFEFFfetchToken/case/issued | until 2027-01-31 | reported").exitCode())
        .isZero();
  }

  @Test
  void run_knownFailure_doesNotFail() throws IOException {
    CommandLineRun run =
        run(
            LAST_DAY,
            "# ticket 4711",
            "",
            "fetchToken/case/issued | until 2027-01-31 | reported to the vendor");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("! fetchToken/case/issued  (known until 2027-01-31: reported to the vendor)");
  }

  @Test
  void run_dateHasPassed_failsAndSaysSo() throws IOException {
    CommandLineRun run =
        run(DAY_AFTER, "fetchToken/case/issued | until 2027-01-31 | reported to the vendor");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "✗ fetchToken/case/issued"
                + "  (was known until 2027-01-31, which is past: reported to the vendor)");
  }

  @Test
  void run_starInTheId_matchesAnyText() throws IOException {
    assertThat(run(LAST_DAY, "fetchToken/*/iss* | until 2027-01-31 | known").exitCode()).isZero();
  }

  @Test
  void run_otherFailure_stillFails() throws IOException {
    assertThat(run(LAST_DAY, "fetchToken/missing/grant_type | until 2027-01-31 | known").exitCode())
        .isEqualTo(1);
  }

  @Test
  void run_listedCheckHolds_asksToRemoveIt() throws IOException {
    assertThat(run(LAST_DAY, "fetchToken/missing/grant_type | until 2027-01-31 | known").out())
        .contains(
            "fetchToken/missing/grant_type is listed as a known failure and holds again: remove it");
  }

  @Test
  void run_unknownId_namesTheNearest() throws IOException {
    CommandLineRun run = run(LAST_DAY, "", "fetchTokn/case/issued | until 2027-01-31 | known");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            ", line 2: there is no check fetchTokn/case/issued:"
                + " did you mean fetchToken/case/issued")
        .hasLineCount(1);
  }

  @Test
  void run_unreadableLine_namesTheExpectedForm() throws IOException {
    assertThat(run(LAST_DAY, "fetchToken/case/issued").err())
        .contains(
            ", line 1: wanted 'check-id | until 2027-01-31 | reason',"
                + " got 'fetchToken/case/issued'")
        .hasLineCount(1);
  }

  @Test
  void run_noDate_namesTheExpectedForm() throws IOException {
    assertThat(run(LAST_DAY, "fetchToken/case/issued | until 2027-02-30 | known").err())
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
