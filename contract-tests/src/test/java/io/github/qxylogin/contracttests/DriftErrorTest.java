package io.github.qxylogin.contracttests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.Har;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be read ends with 2 and one line. */
class DriftErrorTest {

  @TempDir private Path folder;

  @Test
  void run_harOfOtherHostsAlone_exits2NamingThem() throws IOException {
    assertCannot(
        "has no call of the contract's operations; seen: GET cdn.example.com/██ × 1",
        "--har",
        file(new Har().get("https://cdn.example.com/a.js").text()));
  }

  @Test
  void run_noFile_exits2WithOneLine() {
    assertCannot("none.har is no file", "--har", folder.resolve("none.har"));
  }

  @Test
  void run_emptyFile_exits2WithOneLine() throws IOException {
    assertCannot("is no HAR, which has log.entries: export it again", "--har", file(""));
  }

  @Test
  void run_listForAHar_exits2WithOneLine() throws IOException {
    assertCannot("is no HAR, which has log.entries: export it again", "--har", file("[]"));
  }

  @Test
  void run_brokenJson_exits2NamingTheLine() throws IOException {
    assertCannot("is no JSON, at line 2", "--har", file("{\"log\": {\n\"entries\": [{\"a\":"));
  }

  @Test
  void run_emptyLog_exits2WithOneLine() throws IOException {
    assertCannot("has no call at all: record some first", "--har", file(new Har().text()));
  }

  @Test
  void run_urlThatIsNoMock_exits2WithOneLine() {
    try (FakeServer server =
        FakeServer.returning(r -> FakeServer.CannedResponse.of(404, "text/html", "<html>"))) {
      CommandLineRun run = drift("--har", server.url());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
      assertThat(run.err()).contains("it is no HAR, and no mock server with a journal");
    }
  }

  @Test
  void run_silentUrl_exits2WithOneLine() {
    CommandLineRun run = drift("--har", "http://127.0.0.1:1");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err())
        .contains("http://127.0.0.1:1 sent no response: connection refused")
        .hasLineCount(1);
  }

  @Test
  void run_noSource_exits2WithOneLine() {
    CommandLineRun run = CommandLineRun.of(Map.of(), "drift", "--report", folder.toString());

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1);
  }

  private void assertCannot(String reason, String option, Path file) {
    CommandLineRun run = drift(option, file.toString());

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("Cannot judge the recording: ")
        .contains(reason)
        .hasLineCount(1);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("calls"), text);
  }

  private CommandLineRun drift(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "drift";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--report";
    all[args.length + 2] = folder.resolve("report").toString();
    return CommandLineRun.of(Map.of(), all);
  }
}
