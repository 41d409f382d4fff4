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
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GithubActionsTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Suite suite =
      Suites.of(
          CONTRACT, FakeTarget.mock("http://x"), Permissions.READ_ONLY, new Masking(CONTRACT));

  @TempDir private Path folder;

  @Test
  void of_elsewhere_isNobody() {
    assertThat(GithubActions.of(Map.of("GITHUB_ACTIONS", "false"), System.out)).isEmpty();
  }

  @Test
  void report_failure_isAnErrorThatSteersNothing() {
    record("checkSession/case/valid", Difference.OTHER_VALUE, "100% bad\n::stop-commands::x");

    report(Map.of());

    assertThat(output())
        .containsExactly(
            "::error title=checkSession/case/valid::"
                + "checkSession, case valid, /a:b,c: 100%25 bad%0A::stop-commands::x",
            "::error title=ended early::for this test");
  }

  @Test
  void report_drift_isAWarningWithItsPlaceEscaped() {
    record("checkSession/case/valid", Difference.OTHER_TEXT, "wanted a, got b");

    report(Map.of());

    assertThat(output())
        .contains("::warning title=drift%3A checkSession /a%3Ab%2Cc::another message text");
  }

  @Test
  void report_manyFailures_isTenAndASum() {
    suite
        .checks()
        .subList(0, 25)
        .forEach(check -> record(check.id(), Difference.OTHER_VALUE, "wrong", "/" + check.id()));

    report(Map.of());

    assertThat(output()).filteredOn(line -> line.endsWith("wrong")).hasSize(10);
    assertThat(output()).contains("::error title=contract tests::and 15 more");
  }

  @Test
  void report_alikeFailures_areOneError() {
    record("checkSession/case/valid", Difference.OTHER_VALUE, "wrong");
    record("checkSession/case/invalid", Difference.OTHER_VALUE, "wrong");

    report(Map.of());

    assertThat(output())
        .filteredOn(line -> line.endsWith("wrong"))
        .containsExactly(
            "::error title=checkSession/case/valid × 2::checkSession, case valid, /a:b,c: wrong");
  }

  @Test
  void report_summary_isAppendedAndEscaped() throws IOException {
    Path summary = Files.writeString(folder.resolve("summary.md"), "before\n");
    record("checkSession/case/valid", Difference.OTHER_VALUE, "<b>|`\n\n# x");

    report(Map.of("GITHUB_STEP_SUMMARY", summary.toString()));

    assertThat(summary)
        .content()
        .startsWith("before\n")
        .contains("<h3>Failed (1)</h3><table><tr><td>checkSession/case/valid</td>")
        .contains("&lt;b&gt;|` # x")
        .contains("Never asked: sendSmsCode, uploadSmsCode, fetchToken");
  }

  @Test
  void report_unavailableChecks_areOneWarningAndARowOfTheSummary() throws IOException {
    Path summary = folder.resolve("summary.md");
    for (String id : List.of("checkSession/header/missing-token", "checkSession/case/invalid")) {
      Outcome skipped = Outcome.skipped(NamedCheck.of(CONTRACT, id), "");
      suite.record(skipped.as(Verdict.UNAVAILABLE, "code 5001: maintenance"));
    }

    report(Map.of("GITHUB_STEP_SUMMARY", summary.toString()));

    assertThat(output()).contains("::warning title=2 unavailable::code 5001: maintenance");
    assertThat(summary)
        .content()
        .contains("<h2>? Contract tests: unavailable</h2>")
        .contains("<h3>unavailable (2)</h3><table><tr><td>2</td><td>code 5001: maintenance</td>");
  }

  @Test
  void report_moduleLeftOut_isOneWarningAndALineOfTheSummary() throws IOException {
    Path summary = folder.resolve("summary.md");
    Map<String, String> environment =
        Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString());

    GithubActions.of(environment, new PrintStream(out, true, UTF_8))
        .orElseThrow()
        .report(
            SuiteReport.of(
                suite,
                suite.checks(),
                Optional.empty(),
                List.of("hosting is left out"),
                Duration.ZERO,
                Language.EN));

    assertThat(output()).contains("::warning title=left out::hosting is left out");
    assertThat(summary).content().contains("<p>hosting is left out</p>");
  }

  @Test
  void report_summaryCannotBeWritten_isAWarning() {
    report(Map.of("GITHUB_STEP_SUMMARY", folder.toString()));

    assertThat(output())
        .anyMatch(line -> line.startsWith("::warning title=contract tests::no job summary: "));
  }

  private void record(String id, Difference difference, String problem) {
    record(id, difference, problem, "/a:b,c");
  }

  private void record(String id, Difference difference, String problem, String place) {
    Check check = NamedCheck.of(CONTRACT, id);
    Call call =
        new Call(
            0,
            check.operation(),
            MissingNode.getInstance(),
            200,
            "application/json",
            MissingNode.getInstance(),
            List.of(new Finding(JsonPointer.compile(place), difference, problem)),
            Optional.empty(),
            Optional.empty());
    suite.record(Outcome.judged(check, List.of(call), Duration.ZERO));
  }

  private void report(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("GITHUB_ACTIONS", "true");
    GithubActions.of(environment, new PrintStream(out, true, UTF_8))
        .orElseThrow()
        .report(SuiteReport.of(suite, Optional.of("for this test")));
  }

  private List<String> output() {
    return out.toString(UTF_8).lines().toList();
  }

  @Test
  void report_commandOfTheOlderForm_isBroken() {
    record("checkSession/case/valid", Difference.OTHER_VALUE, "got ##[error]x");

    report(Map.of());

    assertThat(out.toString(UTF_8)).contains("got # #[error]x");
  }
}
