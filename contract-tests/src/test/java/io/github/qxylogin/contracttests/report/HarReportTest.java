package io.github.qxylogin.contracttests.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarReportTest {
  @TempDir private Path folder;

  @Test
  void write_callsOfARun_areGreenAsARecording() throws IOException {
    CommandLineRun.of(
        SmallContract.LOGIN, Map.of(), "--report", folder.toString(), "--format", "har");
    Path archive = folder.resolve("contract-tests.har");

    JsonNode entries = JsonText.parse(Files.readAllBytes(archive)).at("/log/entries");
    assertThat(entries).isNotEmpty();
    assertThat(entries.at("/0/startedDateTime").asText()).startsWith("20");
    assertThat(entries.at("/0/response/status").asInt()).isEqualTo(200);
    CommandLineRun recorded =
        CommandLineRun.of(
            SmallContract.LOGIN,
            Map.of(),
            "drift",
            "--har",
            archive.toString(),
            "--report",
            folder.resolve("of-the-recording").toString());
    assertThat(recorded.exitCode()).as(recorded.toString()).isZero();
  }
}
