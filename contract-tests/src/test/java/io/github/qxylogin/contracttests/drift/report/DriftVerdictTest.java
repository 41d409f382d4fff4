package io.github.qxylogin.contracttests.drift.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.drift.Drift;
import io.github.qxylogin.contracttests.drift.DriftFinding;
import io.github.qxylogin.contracttests.drift.SeenCalls;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks in a run of the suite breaks in the drift report. */
class DriftVerdictTest {

  private static final Contract CONTRACT = Contract.load();

  @Test
  void findings_loginWithoutData_isBreakingAlone() {
    assertThat(seen("uploadSmsCode", "logged-in", answer -> answer.remove("data")))
        .containsExactly("MEMBER_MISSING /data ");
  }

  @Test
  void findings_loginWithNullForData_isBreakingAlone() {
    assertThat(seen("uploadSmsCode", "logged-in", answer -> answer.putNull("data")))
        .containsExactly("MEMBER_NULL /data ");
  }

  @Test
  void findings_loginWithNothingForData_isBreakingAlone() {
    assertThat(seen("uploadSmsCode", "logged-in", answer -> answer.put("data", "")))
        .containsExactly("SCHEMA /data wanted the type object, got string");
  }

  @Test
  void findings_loginWithoutAccountWhereTheSchemaLeavesItOpen_isBreakingAlone() {
    assertThat(
            seen(
                "sendSmsCode",
                "logged-in",
                answer -> answer.withObject("/data").remove("accountId")))
        .containsExactly("MEMBER_MISSING /data/accountId ");
  }

  @Test
  void findings_smsSentWithoutItsTask_isBreaking() {
    assertThat(
            seen("sendSmsCode", "sms-sent", answer -> answer.withObject("/data").remove("taskId")))
        .containsExactly("MEMBER_MISSING /data/taskId ");
  }

  @Test
  void findings_successWithACodeOfTheGateway_isBreaking() {
    assertThat(seen("uploadSmsCode", "logged-in", answer -> answer.put("code", "505019")))
        .containsExactly(
            "OTHER_FAMILY /code wanted a code of the family ok (2000), got \"505019\"");
  }

  @Test
  void findings_successWithTheCodeOfAnError_isBreaking() {
    assertThat(seen("uploadSmsCode", "logged-in", answer -> answer.put("code", "4000")))
        .containsExactly("OTHER_FAMILY /code wanted a code of the family ok (2000), got \"4000\"");
  }

  @Test
  void findings_anotherText_isDrift() {
    assertThat(seen("uploadSmsCode", "logged-in", answer -> answer.put("message", "登录成功啦")))
        .containsExactly("OTHER_TEXT /message ");
  }

  @Test
  void findings_textOfTheSameRefusalAboutAnotherField_areNone() {
    assertThat(
            seen(
                "uploadSmsCode",
                "missing-nsrsbh",
                answer -> answer.put("message", "参数taskId不能为空！")))
        .isEmpty();
  }

  @Test
  void findings_maskedData_areNone() {
    assertThat(seen("uploadSmsCode", "logged-in", answer -> answer.put("data", "██"))).isEmpty();
  }

  @Test
  void findings_everyDocumentedAnswer_areNone() {
    SeenCalls calls = new SeenCalls();
    CONTRACT
        .operations()
        .forEach(o -> o.cases().forEach(c -> calls.and(o.id(), c.name(), answer -> {})));

    assertThat(lines(calls.against(CONTRACT))).isEmpty();
  }

  @Test
  void run_failedCheck_isBreakingInTheDriftReport(@TempDir Path folder) throws IOException {
    try (FakeServer server =
        FakeServer.answering(
            r -> FakeServer.Response.of(200, "application/json", "{\"code\": \"2000\"}"))) {
      DriftReport report = suite(server.url());

      report.write(folder, Language.EN);

      assertThat(report.drift().findings())
          .extracting(DriftFinding::kind)
          .contains(Difference.OTHER_FAMILY);
      assertThat(Files.readString(folder.resolve(DriftReport.PAGE)))
          .contains("checks failed.")
          .doesNotContain(" 0 breaking");
    }
  }

  @Test
  void run_callWithoutAnswer_isBreakingInTheDriftReport(@TempDir Path folder) throws IOException {
    DriftReport report = suite("http://127.0.0.1:1");

    report.write(folder, Language.EN);

    assertThat(report.drift().calls()).isPositive();
    assertThat(report.drift().findings())
        .extracting(DriftFinding::kind)
        .containsOnly(Difference.NO_ANSWER);
  }

  private static DriftReport suite(String url) {
    Masking masking = new Masking(CONTRACT);
    Suite suite = new Suite(CONTRACT, FakeTarget.mock(url), Permissions.READ_ONLY, masking);
    DriftReport report = DriftReport.ofRun(CONTRACT, masking, url, InstantSource.system());
    suite.observe(report);
    CONTRACT.operation("uploadSmsCode").cases().stream()
        .map(documented -> NamedCheck.of(CONTRACT, "uploadSmsCode/case/" + documented.name()))
        .forEach(suite::run);
    report.add(suite.ledger().outcomes());
    return report;
  }

  private static List<String> seen(String operation, String name, Consumer<ObjectNode> change) {
    return lines(new SeenCalls().and(operation, name, change).against(CONTRACT));
  }

  private static List<String> lines(Drift drift) {
    return drift.findings().stream()
        .map(f -> f.kind() + " " + f.place() + " " + f.detail())
        .toList();
  }
}
