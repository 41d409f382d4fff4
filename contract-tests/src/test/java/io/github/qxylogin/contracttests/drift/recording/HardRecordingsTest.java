package io.github.qxylogin.contracttests.drift.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.document.Bundler;
import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.testing.Har;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings and files of the contract that are right, and unusual. */
class HardRecordingsTest {

  @TempDir private Path folder;

  @Test
  void run_overlayDroppedIntoFilesOfWindowsWithoutAFinalNewline_leavesNoDrift() throws IOException {
    Path openapi = checkout(text -> text.stripTrailing().replace("\n", "\r\n"));
    Path har = file(new Har().call("checkSession", "valid", a -> a.put("hint", "x")).text());
    CommandLineRun first = drift(openapi, har);
    Path overlays = Files.createDirectory(openapi.resolve("overlays"));
    Files.copy(folder.resolve("report").resolve(DriftOverlay.FILE), overlays.resolve("drift.yaml"));

    CommandLineRun second = drift(openapi, har);

    assertThat(first.out()).contains(" 1 drifted");
    assertThat(second.out()).contains("1 asked, 1 passed");
    assertThat(report(DriftOverlay.FILE)).isEmpty();
  }

  /** Copies the contract's files, changed. */
  private Path checkout(UnaryOperator<String> change) throws IOException {
    Path original = Path.of("../openapi");
    Path copy = folder.resolve("openapi");
    try (Stream<Path> files = Files.walk(original, 3)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        Path path = copy.resolve(original.relativize(file));
        Files.createDirectories(path.getParent());
        Files.writeString(path, change.apply(Files.readString(file)));
      }
    }
    return copy;
  }

  @Test
  void run_harWithoutResponse_exits1() throws IOException {
    Har har = new Har().withoutBody("checkSession");
    har.last().withObject("/response").put("status", 0).put("_error", "net::ERR_FAILED");

    CommandLineRun run = har(har);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).contains("checkSession, recorded call, response: no response");
  }

  @Test
  void run_messageOfSeveralLines_losesNothingOfTheOverlay() throws IOException {
    har(
        new Har()
            .call("checkSession", "valid", a -> a.put("hint", "x"))
            .call(
                "uploadSmsCode",
                "wrong-sms-code",
                a -> a.put("code", "4777").put("message", "a\u2028b\u0085c\n\td")));

    assertThat(report(DriftOverlay.FILE)).contains("hint:", "code: \"4777\"");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("calls"), text);
  }

  private CommandLineRun drift(Path openapi, Path har) {
    return CommandLineRun.of(
        Contract.read(openapi.resolve(Bundler.ROOT)),
        Map.of(),
        "drift",
        "--har",
        har.toString(),
        "--report",
        folder.resolve("report").toString());
  }

  private CommandLineRun har(Har har) throws IOException {
    Path file = Files.writeString(folder.resolve("calls.har"), har.text());
    return CommandLineRun.drift(folder.resolve("report"), "--har", file.toString());
  }

  private String report(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }
}
