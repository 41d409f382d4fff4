package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.check.Check;
import io.github.qxylogin.contracttests.generate.Checks;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.mock.testing.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite checks operations of the newer module like any others, though no Java names them. */
class NewerModuleTest {
  private static final Contract CONTRACT = Contract.load();

  @Test
  void of_theNewerModule_hasChecksOfEachOfItsParts() {
    Set<String> flows =
        Checks.of(CONTRACT).stream()
            .map(Check::id)
            .filter(id -> id.contains("/flow/"))
            .collect(Collectors.toSet());

    assertThat(flows)
        .contains("uploadHostedSmsCode/flow/redeemed", "loginByHostedQrCode/flow/waiting");
  }

  @Slow
  @Test
  void run_ofTheModuleAlone_holdsAndHasNoGap(@TempDir Path report) throws IOException {
    CommandLineRun run =
        CommandLineRun.of(CONTRACT, Map.of(), "--module", "current", "--report", report.toString());

    JsonNode made = JsonText.parse(Files.readAllBytes(report.resolve(Reports.JSON)));
    assertThat(made.path("checks"))
        .hasSizeGreaterThan(100)
        .allSatisfy(
            check ->
                assertThat(check.path("verdict").asText())
                    .as(check.toString())
                    .isEqualTo("passed"));
    assertThat(made.path("neverAsked")).isEmpty();
    assertThat(made.path("gaps")).isEmpty();
    assertThat(run.exitCode()).as(run.toString()).isZero();
  }
}
