package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.targets.Variables;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Slow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An authenticating mock server whose control API asks for a token. */
class ControlTokenTest {
  private static final Contract SMALL = SmallContract.LOGIN;
  private static final String CONTROL_TOKEN = "control-token-of-this-test";
  private static LoginMock mock;

  @BeforeAll
  static void start() {
    mock =
        LoginMock.builder()
            .contract(SMALL)
            .credentials(CREDENTIALS.get(Variables.APP_KEY), CREDENTIALS.get(Variables.APP_SECRET))
            .controlToken(CONTROL_TOKEN)
            .start();
  }

  @AfterAll
  static void stop() {
    mock.close();
  }

  private static CommandLineRun run(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.putAll(CREDENTIALS);
    return CommandLineRun.of(
        SMALL,
        environment,
        "--verbose",
        "--target",
        mock.url(),
        "--allow-side-effects",
        "--allow-failed-logins");
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

  /** Nobody gets the SMS of a mock server by telephone. */
  @Test
  void run_withoutControlTokenOnATerminal_asksNobody() {
    List<String> asked = new ArrayList<>();

    CommandLineRun.of(
        SMALL,
        CREDENTIALS,
        Optional.of(
            (question, atMost) -> {
              asked.add(question);
              return "";
            }),
        Clock.systemUTC(),
        "--target",
        mock.url(),
        "--allow-side-effects");

    assertThat(asked).isEmpty();
  }

  @Slow
  @Test
  void run_codeOfEverySmsGiven_logsIn() {
    assertThat(run(Map.of("QXY_SMS_CODE", "002100")).out())
        .contains("✓ uploadSmsCode/flow/redeemed");
  }
}
