package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.mutations.MutatedMock;
import io.github.qxylogin.contracttests.testing.ChangedContract;
import io.github.qxylogin.contracttests.testing.DrippingServer;
import io.github.qxylogin.contracttests.testing.LookalikeServer;
import io.github.qxylogin.contracttests.testing.SmallContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a nightly job asks for beside the target. */
class RunOptionsTest {
  private static final Contract SMALL = SmallContract.LOGIN;
  private static final String INVALID = "checkSession/case/invalid";

  /** A session that is said to hold although nobody has it. */
  private static final String OF_UNKNOWN_ACCOUNT = "checkSession/flow/session-of-unknown-account";

  @TempDir private Path folder;

  private static MutatedMock drifting() {
    return mockWith(session -> session.put("undocumented", "x"));
  }

  private static MutatedMock mutated() {
    return mockWith(session -> session.put("data", true));
  }

  private static MutatedMock mockWith(Consumer<ObjectNode> mutation) {
    Contract other =
        new ChangedContract(SMALL).about("checkSession", "invalid", mutation).contract();
    return MutatedMock.start(SMALL, other);
  }

  private static CommandLineRun run(String url, String... more) {
    List<String> args = new ArrayList<>(List.of("--target", url, "--only", "checkSession"));
    args.addAll(List.of(more));
    return CommandLineRun.of(SMALL, CREDENTIALS, args.toArray(String[]::new));
  }

  @Test
  void run_check_isMadeAlone() {
    CommandLineRun run = CommandLineRun.of(SMALL, Map.of(), "--check", INVALID);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains(" 1 asked, 1 passed, ");
  }

  @Test
  void run_checksByStar_areThoseOfTheName() {
    assertThat(
            CommandLineRun.of(SMALL, Map.of(), "--list", "--check", "checkSession/case/*,*/form/*")
                .out()
                .lines())
        .isNotEmpty()
        .allMatch(line -> line.matches(".* (checkSession/case/|\\w+/form/).*"));
  }

  @Test
  void run_checkThatIsNone_namesTheNearest() {
    CommandLineRun run =
        CommandLineRun.of(SMALL, Map.of(), "--check", "checkSession/case/invallid");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "Cannot run the contract tests: there is no check checkSession/case/invallid:"
                + " did you mean checkSession/case/invalid")
        .hasLineCount(1);
  }

  @Test
  void run_checkWithVerbose_printsItsCalls() {
    assertThat(CommandLineRun.of(SMALL, Map.of(), "--check", INVALID, "--verbose").out())
        .containsSubsequence("✓ " + INVALID, "asked:    checkSession {", "got:      HTTP 200 {");
  }

  @Test
  void run_failureOfTheBaseline_isAsBefore() {
    try (MutatedMock mock = mutated()) {
      Path before = folder.resolve("contract-tests.json");
      assertThat(run(mock.url(), "--report", folder.toString()).exitCode()).isEqualTo(1);

      CommandLineRun run = run(mock.url(), "--baseline", before.toString());

      assertThat(run.out()).contains("! " + OF_UNKNOWN_ACCOUNT + "  (as before)");
      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
  }

  @Test
  void run_otherFailureThanThatOfTheBaseline_fails() {
    Path before = folder.resolve("contract-tests.json");
    try (MutatedMock mock = drifting()) {
      run(mock.url(), "--report", folder.toString());
    }

    try (MutatedMock mock = mutated()) {
      assertThat(run(mock.url(), "--baseline", before.toString()).exitCode()).isEqualTo(1);
    }
  }

  @Test
  void run_otherValueAtThePlaceOfTheBaseline_fails() throws IOException {
    Path before = folder.resolve("contract-tests.json");
    try (MutatedMock mock = mutated()) {
      run(mock.url(), "--report", folder.toString());
      Files.writeString(before, Files.readString(before).replace("got true", "got null"));

      assertThat(run(mock.url(), "--baseline", before.toString()).exitCode()).isEqualTo(1);
    }
  }

  @Test
  void run_driftOfTheBaseline_isAsBefore() {
    try (MutatedMock mock = drifting()) {
      Path before = folder.resolve("contract-tests.json");
      run(mock.url(), "--report", folder.toString());

      CommandLineRun run = run(mock.url(), "--fail-on-drift", "--baseline", before.toString());

      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
  }

  @Test
  void run_baselineIsNoReport_couldNotRun() throws IOException {
    Path file = Files.writeString(folder.resolve("any.json"), "{}");

    assertThat(CommandLineRun.of(SMALL, Map.of(), "--baseline", file.toString()).err())
        .isEqualTo(
            "Cannot run the contract tests: --baseline %s is no contract-tests.json of a run\n"
                .formatted(file));
  }

  @Test
  void run_knownDrift_isPutUpWith() throws IOException {
    Path known =
        Files.writeString(
            folder.resolve("known"), "checkSession/* | until 9999-12-31 | their text\n");

    try (MutatedMock mock = drifting()) {
      CommandLineRun run = run(mock.url(), "--fail-on-drift", "--known", known.toString());

      assertThat(run.out()).contains("! " + INVALID + "  (known until 9999-12-31: their text)");
      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
  }

  @Test
  void run_knownFailureOfTheOtherModule_isNoError() throws IOException {
    Path known =
        Files.writeString(
            folder.resolve("known"), "countSwitches/* | until 9999-12-31 | the other module's\n");

    CommandLineRun run =
        CommandLineRun.of(
            SmallContract.of("fetchToken", "checkSession", "countSwitches"),
            Map.of(),
            "--module",
            "legacy",
            "--only",
            "checkSession",
            "--known",
            known.toString());

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  @Test
  void run_fewerAskedThanRequired_couldNotRun() {
    CommandLineRun run =
        CommandLineRun.of(SMALL, Map.of(), "--check", INVALID, "--require-asked", "2");

    assertThat(run.err())
        .isEqualTo("Cannot run the contract tests: asked only 1 of 2 required checks\n");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
  }

  @Test
  void run_asManyAskedAsRequired_holds() {
    CommandLineRun run =
        CommandLineRun.of(SMALL, Map.of(), "--check", INVALID, "--require-asked", "1");

    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  private static CommandLineRun hurried(String minutes, String required) {
    return CommandLineRun.of(
        SMALL,
        Map.of(),
        Optional.empty(),
        new HurryingClock(),
        "--only",
        "checkSession",
        "--max-minutes",
        minutes,
        "--require-asked",
        required);
  }

  @Test
  void run_timeIsOverBeforeAsManyAskedAsRequired_couldNotRun() {
    CommandLineRun run = hurried("10", "20");

    assertThat(run.err()).matches(".*: asked only \\d+ of 20 required checks\n");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
  }

  @Test
  void run_timeIsOverBeforeTheFirstCheck_couldNotRun() {
    CommandLineRun run = hurried("0", "0");

    assertThat(run.err()).endsWith(": no check was made in time\n");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
  }

  @Test
  void run_timeIsOver_countsWhatWasJudged() {
    CommandLineRun run = hurried("10", "1");

    assertThat(run.out())
        .containsPattern("Ended early: the time of --max-minutes is over; not run: [1-9]")
        .contains(" passed, ");
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }

  /** A clock that is a minute later whenever it is looked at. */
  private static final class HurryingClock extends Clock {
    private Instant now = Instant.parse("2027-01-31T00:00:00Z");

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      now = now.plus(Duration.ofMinutes(1));
      return now;
    }
  }

  @Test
  void run_responseDripsLongerThanTheTimeout_isNotWaitedFor() throws IOException {
    try (DrippingServer server = new DrippingServer("HTTP/1.1 200 OK\r\n\r\n{")) {
      CommandLineRun run =
          CommandLineRun.of(SMALL, CREDENTIALS, "--target", server.url(), "--timeout", "1");

      assertThat(run.err()).contains("not all of it in 1.0 s").hasLineCount(1);
    }
  }

  @Test
  void run_realTarget_getsCallsOfTheApiAloneAndTheSuitesName() {
    try (LookalikeServer server = new LookalikeServer(SMALL)) {
      CommandLineRun.of(SMALL, CREDENTIALS, "--target", server.url());

      assertThat(server.calls())
          .allSatisfy(
              request -> {
                assertThat(SMALL.operationAt(request.path())).isPresent();
                assertThat(request.headers().get("user-agent"))
                    .startsWith("qixiangyun-login-contract-tests/");
              });
    }
  }
}
