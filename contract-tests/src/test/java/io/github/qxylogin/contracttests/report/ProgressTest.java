package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Exchange;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;
  private static final String LOGIN = "uploadSmsCode/case/logged-in";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;
  private final Suite suite =
      new Suite(
          CONTRACT, FakeTarget.mock("http://x"), Permissions.READ_ONLY, new Masking(CONTRACT));

  @Test
  void done_onATerminal_rewritesOneLine() {
    Progress progress = progress(true, false);

    progress.done(outcome("checkSession/case/valid", Verdict.PASSED));
    progress.done(outcome(LOGIN, Verdict.PASSED));

    assertThat(printed())
        .isEqualTo(
            "\r\033[K1/%1$d checks, 0 failed, 0 s: checkSession"
                .concat("\r\033[K2/%1$d checks, 0 failed, 0 s: uploadSmsCode")
                .formatted(suite.checks().size()));
  }

  @Test
  void done_failureOnATerminal_standsAboveThatLine() {
    progress(true, false).done(failed("/code", "wanted \"2000\", got \"\033[31m\""));

    assertThat(printed())
        .isEqualTo(
            "\r\033[K\033[31m✗\033[0m "
                + LOGIN
                + "\n    uploadSmsCode, case logged-in, /code: wanted \"2000\", got \"�[31m\"\n"
                + "1/"
                + suite.checks().size()
                + " checks, 1 failed, 0 s: uploadSmsCode");
  }

  @Test
  void done_onATerminalAfterSomeChecks_tellsWhatIsLeftAtTheirPace() {
    Progress progress = progress(true, false);
    Finding drift = new Finding("/message", Difference.OTHER_TEXT, "wanted a, got b");

    for (int i = 0; i < 10; i++) {
      progress.done(outcome("checkSession/case/valid", Verdict.SKIPPED));
      now = now.plusSeconds(3);
      progress.done(answered(LOGIN, drift));
    }

    long left = (suite.toBeMade() - 10) * 3;
    assertThat(printed())
        .endsWith(
            "20/%d checks, 0 failed, 30 s, about %d min %d s left: uploadSmsCode"
                .formatted(suite.checks().size(), left / 60, left % 60));
  }

  @Test
  void done_onATerminalAfterFewChecks_tellsNoPace() {
    Progress progress = progress(true, false);

    now = now.plusSeconds(61);
    progress.done(failed("/code", "wanted a, got b"));

    assertThat(printed()).endsWith(" checks, 1 failed, 1 min 1 s: uploadSmsCode");
  }

  @Test
  void done_elsewhere_printsFailuresAndALineAnOperation() {
    Progress progress = progress(false, false);

    progress.done(outcome("checkSession/case/valid", Verdict.PASSED));
    progress.done(outcome("checkSession/case/invalid", Verdict.SKIPPED));
    progress.done(outcome(LOGIN, Verdict.PASSED));

    assertThat(printed()).isEqualTo("✓ checkSession: 1 passed, 1 skipped\n");
  }

  @Test
  void done_operationAllSkipped_isNotSaidToHold() {
    Progress progress = progress(false, false);

    progress.done(outcome("checkSession/case/valid", Verdict.SKIPPED));
    progress.done(outcome(LOGIN, Verdict.PASSED));

    assertThat(printed()).isEqualTo("– checkSession: 1 skipped\n");
  }

  @Test
  void done_verbose_printsALineACheck() {
    Progress progress = progress(false, true);

    progress.done(outcome("checkSession/case/valid", Verdict.PASSED));
    progress.done(outcome(LOGIN, Verdict.PASSED));

    assertThat(printed()).isEqualTo("✓ checkSession/case/valid\n✓ " + LOGIN + "\n");
  }

  @Test
  void sum_endedEarly_saysWhyAndWhatIsLeft() {
    Report report =
        new Report(
            suite, Instant.EPOCH, Duration.ofSeconds(2), Optional.of("interrupted"), Language.EN);

    progress(false, false).sum(report);

    int checks = suite.checks().size();
    assertThat(printed())
        .isEqualTo(
            """

            Ended early: interrupted; not run: %d
            %d checks against http://x, the mock server of this run: \
            0 passed, 0 failed, 0 skipped in 2.0 s
            0 %% of the contract seen (0 of %d)
            """
                .formatted(checks, checks, report.coverage().all()));
  }

  @Test
  void sum_drift_isToldOnceAPlace() {
    Finding drift = new Finding("/message", Difference.OTHER_TEXT, "wanted a, got b");
    suite.ledger().record(answered("checkSession/case/valid", drift));
    suite.ledger().record(answered("checkSession/case/invalid", drift));

    progress(false, false)
        .sum(Report.of(suite, Instant.EPOCH, Instant.EPOCH, Optional.of("a test")));

    assertThat(printed()).contains("~ checkSession, /message: another text for people (2 times)\n");
  }

  @Test
  void written_folder_isAnAddressToOpen() {
    progress(false, false).written(Path.of("/tmp/a b"));

    assertThat(printed()).isEqualTo("Reports: file:///tmp/a%20b/contract-tests.html\n");
  }

  private Progress progress(boolean terminal, boolean verbose) {
    return new Progress(new PrintStream(out, true, UTF_8), terminal, verbose, suite, () -> now);
  }

  private String printed() {
    return out.toString(UTF_8);
  }

  private static Outcome outcome(String id, Verdict verdict) {
    return new Outcome(NamedCheck.of(CONTRACT, id), verdict, "", List.of(), Duration.ZERO);
  }

  private static Outcome failed(String place, String problem) {
    return answered(LOGIN, new Finding(place, Difference.OTHER_VALUE, problem));
  }

  private static Outcome answered(String id, Finding finding) {
    Check check = NamedCheck.of(CONTRACT, id);
    Exchange exchange =
        new Exchange(
            0,
            check.operation(),
            MissingNode.getInstance(),
            200,
            "application/json",
            MissingNode.getInstance(),
            List.of(finding));
    return Outcome.judged(check, List.of(exchange), Duration.ZERO);
  }
}
