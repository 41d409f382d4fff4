package io.github.qxylogin.contracttests.drift.patch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.contracttests.drift.report.DriftReport;
import io.github.qxylogin.contracttests.testing.Har;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings and files of the contract that are right, and unlike what one is used to. */
class DriftOfHardCasesTest {

  @TempDir private Path folder;

  @Test
  void run_openapiOfACheckout_isComparedWithAndEdited() throws IOException {
    Path openapi = folder.resolve("openapi");
    for (YamlFile file : ContractFiles.ofThisJar().files().values()) {
      Path path = openapi.resolve(file.name());
      Files.createDirectories(path.getParent());
      Files.writeString(
          path, String.join("\n", file.lines()).replace("type: [boolean, 'null']", "type: string"));
    }
    Path har = folder.resolve("calls.har");
    Files.writeString(har, new Har().call("checkSession", "valid", answer -> {}).text());

    CommandLineRun run = drift("--har", har.toString(), "--openapi", openapi.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(report(DriftReport.PATCH)).contains("+        type: [string, boolean]");
  }

  @Test
  void run_filesOfWindowsWithoutAFinalNewline_areEditedAsTheyAre() throws Exception {
    Path openapi = folder.resolve("openapi");
    for (YamlFile file : ContractFiles.ofThisJar().files().values()) {
      Path path = openapi.resolve(file.name());
      Files.createDirectories(path.getParent());
      Files.writeString(path, String.join("\r\n", file.lines()));
    }
    Path har = file(new Har().call("checkSession", "valid", a -> a.put("hint", "x")).text());

    drift("--har", har.toString(), "--openapi", openapi.toString());

    Path patch = folder.resolve("report").resolve(DriftReport.PATCH);
    Process git =
        new ProcessBuilder("git", "apply", patch.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(git.getInputStream().readAllBytes(), UTF_8)).doesNotContain("error");
    assertThat(git.waitFor()).isZero();
    assertThat(report(DriftReport.PATCH)).contains("hint:\r\n");
    assertThat(Contract.read(openapi.resolve(ContractFiles.ROOT)).document().toString())
        .contains("\"hint\"");
  }

  @Test
  void run_harWithoutAnswer_exits1() throws IOException {
    Har har = new Har().withoutBody("checkSession");
    har.last().withObject("/response").put("status", 0).put("_error", "net::ERR_FAILED");

    CommandLineRun run = har(har);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("checkSession breaking no answer");
  }

  @Test
  void run_messageOfSeveralLines_losesNothingOfThePatch() throws IOException {
    har(
        new Har()
            .call("checkSession", "valid", a -> a.put("hint", "x"))
            .call(
                "uploadSmsCode",
                "wrong-sms-code",
                a -> a.put("code", "4777").put("message", "a\u2028b\u0085c\n\td")));

    assertThat(report(DriftReport.PATCH)).contains("hint:", "- code: '4777'");
    assertThat(report(DriftReport.JSON)).contains("\"byHand\" : [ ]");
  }

  @Test
  void run_answerOfManyLevels_isReported() throws IOException {
    CommandLineRun run =
        har(
            new Har()
                .call(
                    "checkSession",
                    "valid",
                    answer -> {
                      ObjectNode at = answer;
                      for (int i = 0; i < 90; i++) {
                        at = at.putObject("more");
                      }
                    }));

    assertThat(run.exitCode()).isZero();
    assertThat(report(DriftReport.JSON)).contains("nested too deeply");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("calls"), text);
  }

  private CommandLineRun har(Har har) throws IOException {
    return drift("--har", Files.writeString(folder.resolve("calls.har"), har.text()).toString());
  }

  private CommandLineRun drift(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "drift";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--report";
    all[args.length + 2] = folder.resolve("report").toString();
    return CommandLineRun.of(Map.of(), all);
  }

  private String report(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }
}
