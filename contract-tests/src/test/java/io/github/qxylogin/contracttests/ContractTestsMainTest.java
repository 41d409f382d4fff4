package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.mutations.MutatedMock;
import io.github.qxylogin.contracttests.testing.ChangedContract;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractTestsMainTest {
  private static final Contract CONTRACT = Contract.load();
  private static final Contract SMALL = SmallContract.LOGIN;

  @Test
  void run_mutatedTarget_failsNamingOperationCaseAndField() {
    Contract mutation =
        new ChangedContract(SMALL)
            .about("checkSession", "invalid", response -> response.put("data", true))
            .contract();

    try (MutatedMock mock = MutatedMock.start(SMALL, mutation)) {
      CommandLineRun run = CommandLineRun.of(SMALL, CREDENTIALS, "--target", mock.url());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
      assertThat(run.out())
          .contains("✗ checkSession/flow/session-of-unknown-account\n")
          .contains(
              "    checkSession, a session of an unknown account, /data: wanted false, got true\n");
    }
  }

  @Test
  void run_targetIsMock_skipsSideEffectsWithReason() {
    try (LoginMock mock = LoginMock.builder().contract(SMALL).start()) {
      CommandLineRun run =
          CommandLineRun.of(SMALL, CREDENTIALS, "--target", mock.url() + "/", "--verbose");

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.out())
          .contains("✓ checkSession/case/invalid")
          .contains(
              "– sendSmsCode/missing/nsrsbh  (has the effect sms: needs --allow-side-effects)");
    }
  }

  @Test
  void run_targetIsAuthenticatingMock_getsATokenAndSignsEveryCall() {
    try (LoginMock mock =
        LoginMock.builder()
            .contract(SMALL)
            .credentials(CREDENTIALS.get("QXY_APP_KEY"), CREDENTIALS.get("QXY_APP_SECRET"))
            .start()) {
      CommandLineRun run =
          CommandLineRun.of(SMALL, CREDENTIALS, "--target", mock.url(), "--verbose");

      assertThat(run.out())
          .contains("✓ fetchToken/case/issued")
          .contains("✓ checkSession/case/invalid")
          .contains("✓ checkSession/malformed-json");
    }
  }

  @Test
  void run_everythingAllowedOnAMock_skipsOnlyWhatNeedsAuthentication() {
    try (LoginMock mock = LoginMock.builder().contract(SMALL).start()) {
      CommandLineRun run =
          CommandLineRun.of(
              SMALL,
              CREDENTIALS,
              "--target",
              mock.url(),
              "--allow-side-effects",
              "--allow-failed-logins",
              "--verbose");

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.out())
          .contains("✓ uploadSmsCode/flow/redeemed")
          .contains("✓ sendSmsCode/empty/gryhm")
          .contains("✓ uploadSmsCode/wrong-type/smsCode-object");
    }
  }

  @Test
  void run_drift_failsOnDemandAlone() {
    Contract other =
        new ChangedContract(SMALL)
            .about("checkSession", "invalid", response -> response.put("undocumented", "x"))
            .contract();

    try (MutatedMock mock = MutatedMock.start(SMALL, other)) {
      assertThat(CommandLineRun.of(SMALL, CREDENTIALS, "--target", mock.url()).exitCode()).isZero();
      assertThat(
              CommandLineRun.of(SMALL, CREDENTIALS, "--target", mock.url(), "--fail-on-drift")
                  .exitCode())
          .isEqualTo(1);
    }
  }

  @Test
  void run_unknownOption_couldNotRun() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "--tagret", "http://127.0.0.1:1");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Cannot run the contract tests: there is no option --tagret: did you mean --target?"
                + " (--help shows the usage)\n");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void run_targetWithoutCredentials_namesTheMissingVariables() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "--target", "http://127.0.0.1:1");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Cannot run the contract tests: --target needs credentials: "
                + "set QXY_APP_KEY and QXY_APP_SECRET\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.example.com",
        "ftp://127.0.0.1:1",
        "http:///v2",
        "http://user:password@127.0.0.1:1",
        "http://127.0.0.1:1/?k=1",
        "http://127.0.0.1:1/#k",
        "http://127.0.0.1:65536",
        "http://not a host"
      })
  void run_targetIsNoUrl_couldNotRun(String target) {
    CommandLineRun run = CommandLineRun.of(CREDENTIALS, "--target", target);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains("--target needs a URL such as").hasLineCount(1);
  }

  @Test
  void run_targetInCapitals_isCalled() {
    try (LoginMock mock = LoginMock.builder().contract(SMALL).start()) {
      CommandLineRun run =
          CommandLineRun.of(SMALL, CREDENTIALS, "--target", mock.url().replace("http", "HTTP"));

      assertThat(run.exitCode()).as(run.toString()).isZero();
    }
  }

  @Test
  void run_unreachableTarget_couldNotRun() {
    CommandLineRun run = CommandLineRun.of(CREDENTIALS, "--target", "http://127.0.0.1:1");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("Cannot run the contract tests: http://127.0.0.1:1 sent no response: ")
        .hasLineCount(1);
  }

  @Test
  void run_targetIsAWebsite_couldNotRun() {
    try (FakeServer site =
        FakeServer.returning(r -> CannedResponse.of(200, "text/html", "<html>Welcome</html>"))) {
      CommandLineRun run = CommandLineRun.of(CREDENTIALS, "--target", site.url());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
      assertThat(run.err())
          .isEqualTo(
              "Cannot run the contract tests: "
                  + site.url()
                  + " responded to fetchToken with HTTP 200 and text/html instead of the API's JSON:"
                  + " is the URL right?\n");
    }
  }

  @Test
  void run_wrongSecret_couldNotRun() {
    String error =
        CONTRACT.operation("fetchToken").documentedCase("wrong-secret").response().toString();

    try (FakeServer server = FakeServer.returning(r -> CannedResponse.json(error))) {
      CommandLineRun run = CommandLineRun.of(CREDENTIALS, "--target", server.url());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
      assertThat(run.err())
          .contains("are QXY_APP_KEY and QXY_APP_SECRET right?")
          .contains("应用的密钥无效!")
          .hasLineCount(1);
    }
  }

  @Test
  void run_reportFolderIsAFile_couldNotRun(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    CommandLineRun run = CommandLineRun.of(Map.of(), "--report", file.toString());

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).contains("the reports cannot be written to " + file).hasLineCount(1);
  }

  @Test
  void run_help_explainsExitCodes() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "--help");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("Exit code 0: all checks hold; 1: one failed; 2:");
  }

  @Test
  void run_list_reportsEffectAndTierOfEveryCheck() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "--list");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out().lines())
        .hasSameSizeAs(Checks.of(CONTRACT))
        .contains(
            "none     read-only     checkSession/missing/nsrsbh",
            "none     read-only     sendSmsCode/header/wrong-signature",
            "session  interactive   uploadSmsCode/flow/redeemed");
  }

  @Test
  void run_module_isCheckedAlone() {
    CommandLineRun run = CommandLineRun.of(SMALL, Map.of(), "--module", "current", "--verbose");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("fetchToken/flow/wrong-secret")
        .doesNotContain("sendSmsCode", " failed", " skipped");
  }

  @Test
  void run_listOfAModule_hasItsChecksAlone() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "--list", "--module", "current");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out().lines())
        .anyMatch(line -> line.contains(" checkHostedSession/"))
        .noneMatch(line -> line.contains(" sendSmsCode/"));
  }

  @Test
  void run_unknownModule_couldNotRun() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "--module", "newest");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Cannot run the contract tests: --module: The contract has no module 'newest'."
                + " It has: [legacy, current]\n");
  }

  @Test
  void run_mockOfAnotherModule_couldNotRun() {
    try (LoginMock mock = LoginMock.builder().contract(SMALL.module("legacy")).start()) {
      CommandLineRun other = CommandLineRun.of(SMALL, CREDENTIALS, "--target", mock.url());
      CommandLineRun same =
          CommandLineRun.of(SMALL, CREDENTIALS, "--target", mock.url(), "--module", "legacy");

      assertThat(other.exitCode()).as(other.toString()).isEqualTo(2);
      assertThat(other.err())
          .contains("; take both from the same version, with the same --module and --overlay");
      assertThat(same.exitCode()).as(same.toString()).isZero();
    }
  }

  @Test
  void run_list_callsNobody() {
    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json("{}"))) {
      CommandLineRun.of(CREDENTIALS, "--list", "--target", server.url());

      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void run_help_fitsOnAScreen() {
    assertThat(CommandLineRun.of(Map.of(), "--help").out().lines())
        .hasSizeLessThanOrEqualTo(50)
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void run_targetFallsSilent_endsAfterThreeCalls() {
    String token = CONTRACT.operation("fetchToken").documentedCase("issued").response().toString();
    AtomicInteger sent = new AtomicInteger();
    Function<FakeServer.Request, CannedResponse> responses =
        request -> {
          if (sent.incrementAndGet() > 2) {
            throw new IllegalStateException("the server hangs up");
          }
          return CannedResponse.json(token);
        };

    try (FakeServer server = FakeServer.returning(responses)) {
      CommandLineRun run = CommandLineRun.of(CREDENTIALS, "--target", server.url());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
      assertThat(run.err())
          .isEqualTo("Unavailable: " + server.url() + " sent no response to 3 calls in a row\n");
    }
  }

  @Test
  void run_targetMissesEveryOtherCall_goesOn() {
    String token = CONTRACT.operation("fetchToken").documentedCase("issued").response().toString();
    AtomicInteger calls = new AtomicInteger();
    Function<FakeServer.Request, CannedResponse> responses =
        request -> {
          if (calls.incrementAndGet() % 2 == 1 && calls.get() > 2) {
            throw new IllegalStateException("the server hangs up");
          }
          return CannedResponse.json(token);
        };

    try (FakeServer server = FakeServer.returning(responses)) {
      CommandLineRun run = CommandLineRun.of(SMALL, CREDENTIALS, "--target", server.url());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
      assertThat(run.out()).contains(" sent no response: ").contains(" asked, ");
    }
  }

  @Test
  void run_jvmFails_couldNotRun() {
    Map<String, String> environment =
        new HashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getOrDefault(Object key, String otherwise) {
            throw new InternalError("of this test");
          }
        };

    CommandLineRun run = CommandLineRun.of(environment, "--target", "http://127.0.0.1:1");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "Cannot run the contract tests: java.lang.InternalError: of this test, at io.github")
        .hasLineCount(1);
  }

  @Test
  void run_unprintableArgument_steersNoTerminal() {
    assertThat(CommandLineRun.of(Map.of(), "--\u001b[31m").err())
        .contains("there is an argument that belongs to no option")
        .doesNotContain("\u001b");
  }

  @Test
  void run_listOnlyAndTier_printsTheChosenChecks() {
    CommandLineRun run =
        CommandLineRun.of(
            SMALL,
            Map.of(),
            "--list",
            "--only",
            "checkSession,sendSmsCode",
            "--only=uploadSmsCode",
            "--tier",
            "interactive,failed-logins");

    assertThat(run.out().lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("\\S+ +(interactive|failed-logins) +\\w+SmsCode/.*"));
  }

  @Test
  void run_only_playsWhatComesBeforeToo() {
    CommandLineRun run =
        CommandLineRun.of(SMALL, Map.of(), "--only", "uploadSmsCode", "--tier", "interactive");

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains(" asked, ")
        .doesNotContain(" failed", " skipped", "checkSession", "sendSmsCode");
  }

  @Test
  void run_onlyAnUnknownOperation_namesTheNearest() {
    CommandLineRun run = CommandLineRun.of(SMALL, Map.of(), "--only", "checkSesion", "--list");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Cannot run the contract tests: there is no operation checkSesion:"
                + " did you mean checkSession?\n");
  }

  @Test
  void run_unknownTier_listsThem() {
    CommandLineRun run = CommandLineRun.of(SMALL, Map.of(), "--tier", "all");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Cannot run the contract tests: there is no tier all; there are read-only,"
                + " side-effects, interactive, failed-logins\n");
  }

  @Test
  void run_tierThatAnOperationHasNot_couldNotRun() {
    CommandLineRun run =
        CommandLineRun.of(SMALL, Map.of(), "--only", "checkSession", "--tier", "failed-logins");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "Cannot run the contract tests: no check is chosen by all of: checkSession;"
                + " failed-logins\n");
  }
}
