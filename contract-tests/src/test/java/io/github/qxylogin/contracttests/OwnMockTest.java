package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The command as a newcomer starts it: the whole suite against a mock server of its own. */
@Order(1)
class OwnMockTest {
  private static final Contract CONTRACT = Contract.load();

  @TempDir private static Path folder;
  private static CommandLineRun run;

  @BeforeAll
  static void runOnce() {
    folder = folder.resolve("deeper");
    run = CommandLineRun.of(Map.of(), "--report", folder.toString());
  }

  private static JsonNode report(String name) throws IOException {
    return JsonText.parse(Files.readAllBytes(folder.resolve(name)));
  }

  @Test
  void run_withoutTarget_checksItsOwnMock() {
    assertThat(run.exitCode()).as(run.toString()).isZero();
    int checks = Checks.of(CONTRACT).size();
    assertThat(run.out())
        .contains(", the mock server of this run, " + checks + " asked, " + checks + " passed, ");
    assertThat(run.err()).isEmpty();
  }

  /** Every check of the contract is a test of its own. */
  @TestFactory
  Stream<DynamicTest> contract() throws IOException {
    Map<String, JsonNode> made =
        StreamSupport.stream(report(Reports.JSON).path("checks").spliterator(), false)
            .collect(Collectors.toMap(check -> check.path("id").asText(), check -> check));
    return Checks.of(CONTRACT).stream()
        .map(check -> DynamicTest.dynamicTest(check.id(), () -> holds(made.get(check.id()))));
  }

  private static void holds(JsonNode check) {
    assertThat(check).isNotNull();
    assertThat(check.findValues("findings")).isNotEmpty().allMatch(JsonNode::isEmpty);
    assertThat(check.path("verdict").asText()).isEqualTo("passed");
  }

  /** The bar of the build: whatever the contract documents, some check asks the mock for. */
  @Test
  void run_ownMock_isAskedEverything() throws IOException {
    JsonNode report = report(Reports.JSON);

    assertThat(report.path("neverAsked")).isEmpty();
    assertThat(report.at("/totals/skipped").asInt()).isZero();
    assertThat(report.path("gaps")).isEmpty();
  }

  @Test
  void run_report_isWrittenAsJsonAndJunitXml() throws IOException {
    int checks = Checks.of(CONTRACT).size();
    assertThat(report(Reports.JSON).path("checks")).hasSize(checks);
    assertThat(report(Reports.JSON).at("/totals/passed").asInt()).isEqualTo(checks);
    assertThat(folder.resolve("TEST-contract-tests.xml"))
        .content()
        .contains("<testsuite name=\"uploadSmsCode\"")
        .doesNotContain("<failure", "<error", "<skipped")
        .contains("<testcase classname=\"uploadSmsCode\" name=\"uploadSmsCode/flow/redeemed\"");
  }

  /** What the mock server responses is the contract's own: there is nothing to report. */
  @Test
  void run_ownMock_hasNoDrift() throws IOException {
    assertThat(report(Reports.JSON).path("drift")).isEmpty();
    assertThat(folder.resolve(DriftOverlay.FILE)).isEmptyFile();
  }
}
