package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.mock.cli.MockServerMain;
import io.github.qxylogin.mock.testing.Slow;
import io.github.qxylogin.mock.testing.TestedState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole suite by URL, against an authenticating mock server in a process of its own. */
@Slow
class OtherProcessTest {
  private static final String CONTROL_TOKEN = "control-token-of-this-test";
  private static final int LONGER_THAN_ANY_START_SECONDS = 180;
  private static Process server;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MockServerMain.class.getName(),
                "--port",
                "0",
                "--auth",
                "on",
                "--app-key",
                "of-this-test",
                "--app-secret",
                "secret-of-this-test",
                "--control-token",
                CONTROL_TOKEN));
    // A process uses the store's clock, and has no scheme of the tests.
    TestedState.address()
        .map(address -> address.toString().replaceFirst("^own-clock-", ""))
        .ifPresent(address -> command.addAll(List.of("--state", address)));
    server = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    url =
        CompletableFuture.supplyAsync(() -> server.inputReader().lines().findFirst().orElseThrow())
            .get(LONGER_THAN_ANY_START_SECONDS, TimeUnit.SECONDS)
            .replace("listening on ", "");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.destroyForcibly();
    }
  }

  private static CommandLineRun run(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("QXY_APP_KEY", "of-this-test");
    environment.put("QXY_APP_SECRET", "secret-of-this-test");
    return CommandLineRun.of(
        environment, "--verbose", "--target", url, "--allow-side-effects", "--allow-failed-logins");
  }

  @Test
  void run_withControlToken_everythingHolds() {
    CommandLineRun run = run(Map.of("QXY_CONTROL_TOKEN", CONTROL_TOKEN));

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).doesNotContain("✗", "–", CONTROL_TOKEN);
  }

  @Test
  void run_withoutControlToken_skipsWhatNeedsIt() {
    CommandLineRun run = run(Map.of());

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains(
            "– uploadSmsCode/flow/redeemed"
                + "  (needs the code of an SMS: run it on a terminal, or set QXY_SMS_CODE with"
                + " --allow-failed-logins)");
  }
}
