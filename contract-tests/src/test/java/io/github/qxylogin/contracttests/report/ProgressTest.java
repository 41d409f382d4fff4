package io.github.qxylogin.contracttests.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Finding;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Call;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.testing.Suites;
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
      Suites.of(
          CONTRACT, FakeTarget.mock("http://x"), Permissions.READ_ONLY, new Masking(CONTRACT));

  @Test
  void done_onATerminal_rewritesOneLine() {
    Progress progress = progress(true, false);

    progress.done(outcome("checkSession/case/valid", Verdict.PASSED));
    progress.done(outcome(LOGIN, Verdict.PASSED));

    assertThat(output())
        .isEqualTo(
            "\r\033[K1/%1$d checks, 0 failed, 0 s: checkSession"
                .concat("\r\033[K2/%1$d checks, 0 failed, 0 s: uploadSmsCode")
                .formatted(suite.checks().size()));
  }

  @Test
  void done_failureOnATerminal_isAboveThatLine() {
    progress(true, false).done(failed("/code", "wanted \"2000\", got \"\033[31m\""));

    assertThat(output())
        .isEqualTo(
            "\r\033[K\033[31m✗\033[0m "
                + LOGIN
                + "\n    uploadSmsCode, case logged-in, /code: wanted \"2000\", got \"�[31m\"\n"
                + "1/"
                + suite.checks().size()
                + " checks, 1 failed, 0 s: uploadSmsCode");
  }

  @Test
  void done_onATerminal_showsTheDuration() {
    Progress progress = progress(true, false);

    now = now.plusSeconds(61);
    progress.done(failed("/code", "wanted a, got b"));

    assertThat(output()).endsWith(" checks, 1 failed, 1 min 1 s: uploadSmsCode");
  }

  @Test
  void done_elsewhere_printsTheFirstOfAlikeFailuresAlone() {
    Progress progress = progress(false, false);

    progress.done(outcome("checkSession/case/invalid", Verdict.SKIPPED));
    progress.done(outcome("checkSession/case/valid", Verdict.PASSED));
    progress.done(failed("/code", "wanted a, got b"));
    progress.done(failed("/code", "wanted c, got d"));

    assertThat(output())
        .isEqualTo("✗ " + LOGIN + "\n    uploadSmsCode, case logged-in, /code: wanted a, got b\n");
  }

  @Test
  void sum_alikeFailures_areOneLine() {
    Finding breaking =
        new Finding(JsonPointer.compile("/message"), Difference.STATUS, "wanted a, got b");
    suite.record(outcome("checkSession/case/valid", breaking));
    suite.record(outcome("checkSession/case/invalid", breaking));

    progress(false, false).sum(SuiteReport.of(suite, Optional.of("x")));

    assertThat(output()).contains("✗ checkSession/case/valid × 2\n");
  }

  @Test
  void sum_skipped_areListedIfVerboseAlone() {
    suite.record(Outcome.skipped(NamedCheck.of(CONTRACT, LOGIN), "for this test"));
    Report report = SuiteReport.of(suite, Optional.of("x"));

    progress(false, false).sum(report);
    assertThat(output()).doesNotContain("for this test");
    progress(false, true).sum(report);
    assertThat(output()).contains("– 1 skipped: for this test\n");
  }

  @Test
  void done_verbose_printsALineACheck() {
    Progress progress = progress(false, true);

    progress.done(outcome("checkSession/case/valid", Verdict.PASSED));
    progress.done(outcome(LOGIN, Verdict.PASSED));

    assertThat(output()).isEqualTo("✓ checkSession/case/valid\n✓ " + LOGIN + "\n");
  }

  @Test
  void sum_endedEarly_namesTheReasonAndTheRest() {
    Report report =
        SuiteReport.of(
            suite,
            suite.checks(),
            Optional.of("interrupted"),
            List.of(),
            Duration.ofSeconds(2),
            Language.EN);

    progress(false, false).sum(report);

    assertThat(output())
        .isEqualTo(
            """

            Ended early: interrupted; not run: %d
            Never asked: %s
            http://x, the mock server of this run, 0 asked, 2.0 s
            """
                .formatted(suite.checks().size(), String.join(", ", report.neverAsked())));
  }

  @Test
  void sum_drift_isReportedOnceAPlace() {
    Finding drift =
        new Finding(JsonPointer.compile("/message"), Difference.OTHER_TEXT, "wanted a, got b");
    suite.record(outcome("checkSession/case/valid", drift));
    suite.record(outcome("checkSession/case/invalid", drift));

    progress(false, false).sum(SuiteReport.of(suite, Optional.of("a test")));

    assertThat(output()).contains("~ checkSession, /message: another message text (2 calls)\n");
  }

  @Test
  void written_folder_isAnAddressToOpen() {
    progress(false, false).written(Path.of("/tmp/a b"));

    assertThat(output()).isEqualTo("Reports: file:///tmp/a%20b/contract-tests.html\n");
  }

  private Progress progress(boolean terminal, boolean verbose) {
    return new Progress(
        new PrintStream(out, true, UTF_8), terminal, verbose, suite.checks().size(), () -> now);
  }

  private String output() {
    return out.toString(UTF_8);
  }

  private static Outcome outcome(String id, Verdict verdict) {
    return new Outcome(NamedCheck.of(CONTRACT, id), verdict, "", List.of(), Duration.ZERO);
  }

  private static Outcome failed(String place, String problem) {
    return outcome(LOGIN, new Finding(JsonPointer.compile(place), Difference.OTHER_VALUE, problem));
  }

  private static Outcome outcome(String id, Finding finding) {
    Check check = NamedCheck.of(CONTRACT, id);
    Call call =
        new Call(
            0,
            check.operation(),
            MissingNode.getInstance(),
            200,
            "application/json",
            MissingNode.getInstance(),
            List.of(finding),
            Optional.empty(),
            Optional.empty());
    return Outcome.judged(check, List.of(call), Duration.ZERO);
  }
}
