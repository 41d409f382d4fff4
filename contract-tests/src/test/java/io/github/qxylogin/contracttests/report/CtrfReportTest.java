package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Permissions;
import io.github.qxylogin.contracttests.judge.Difference;
import io.github.qxylogin.contracttests.judge.Outcome;
import io.github.qxylogin.contracttests.judge.Outcome.Verdict;
import io.github.qxylogin.contracttests.run.Suite;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.testing.NamedCheck;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.text.Masking;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CtrfReportTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;

  @TempDir private Path folder;

  @Test
  void write_outcomesOfAllKinds_areCountedByTheirStatus() throws IOException {
    Suite suite =
        new Suite(
            CONTRACT, FakeTarget.mock("http://x"), Permissions.READ_ONLY, new Masking(CONTRACT));
    Outcome failed =
        Answered.with(CONTRACT, "checkSession/case/valid", Difference.OTHER_VALUE, "wanted true");
    suite.ledger().record(failed);
    suite
        .ledger()
        .record(
            Answered.with(
                    CONTRACT,
                    "checkSession/missing/accountId",
                    Difference.OTHER_VALUE,
                    "wanted true")
                .as(Verdict.KNOWN, "known"));
    suite
        .ledger()
        .record(
            Answered.with(
                CONTRACT, "checkSession/case/invalid", Difference.OTHER_TEXT, "wanted a"));
    suite
        .ledger()
        .record(Outcome.skipped(NamedCheck.of(CONTRACT, "sendSmsCode/case/sms-sent"), "why"));

    JsonNode results = written(suite).path("results");

    int all = results.at("/summary/tests").asInt();
    assertThat(results.path("tests")).hasSize(all);
    assertThat(results.at("/summary").toString())
        .startsWith(
            "{\"tests\":%d,\"passed\":1,\"failed\":1,\"pending\":%d,\"skipped\":1,\"other\":1,"
                .formatted(all, all - 4));
    assertThat(results.at("/tests/0").toString())
        .isEqualTo(
            "{\"name\":\"checkSession/case/valid\",\"status\":\"failed\",\"duration\":7,"
                + "\"suite\":[\"checkSession\"],"
                + "\"message\":\"checkSession, case valid, /data: wanted true\"}");
  }

  private JsonNode written(Suite suite) throws IOException {
    Path file = folder.resolve("report.json");
    CtrfReport.write(file, Report.of(suite, Instant.EPOCH, Instant.EPOCH, Optional.empty()));
    return new ObjectMapper().readTree(file.toFile());
  }
}
