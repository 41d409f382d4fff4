package io.github.qxylogin.contracttests.drift.overlay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.qxylogin.contracttests.CommandLineRun;
import io.github.qxylogin.contracttests.drift.report.DriftReport;
import io.github.qxylogin.contracttests.testing.Har;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings and files of the contract that are right, and unlike what one is used to. */
class DriftOfHardCasesTest {

  @TempDir private Path folder;

  @Test
  void run_openapiOfACheckout_isComparedWithAndNamed() throws IOException {
    Path openapi = checkout(text -> text.replace("type: [boolean, 'null']", "type: string"));
    Path har = file(new Har().call("checkSession", "valid", answer -> {}).text());

    CommandLineRun run = drift("--har", har.toString(), "--openapi", openapi.toString());

    JsonNode edit = JsonText.parse(report(DriftReport.JSON).getBytes(UTF_8)).at("/byHand/0");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(Path.of(edit.path("file").asText()))
        .isEqualTo(openapi.resolve("components/schemas/CheckSessionResponse.yaml"));
    assertThat(edit.path("place").asText()).isEqualTo("/allOf/1/properties/data");
    assertThat(edit.path("lines")).hasToString("[\"type: [string, boolean]\"]");
  }

  @Test
  void run_overlayDroppedIntoFilesOfWindowsWithoutAFinalNewline_leavesNoDrift() throws IOException {
    Path openapi = checkout(text -> text.stripTrailing().replace("\n", "\r\n"));
    Path har = file(new Har().call("checkSession", "valid", a -> a.put("hint", "x")).text());
    String[] args = {"--har", har.toString(), "--openapi", openapi.toString()};
    CommandLineRun first = drift(args);
    Path overlays = Files.createDirectory(openapi.resolve("overlays"));
    Files.copy(
        folder.resolve("report").resolve(DriftReport.OVERLAY), overlays.resolve("drift.yaml"));

    CommandLineRun second = drift(args);

    assertThat(first.out()).contains("0 breaking, 1 drift");
    assertThat(second.out()).startsWith("1 call of 1 operation: 0 breaking, 0 drift.");
    assertThat(report(DriftReport.OVERLAY)).isEmpty();
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
  void run_harWithoutAnswer_exits1() throws IOException {
    Har har = new Har().withoutBody("checkSession");
    har.last().withObject("/response").put("status", 0).put("_error", "net::ERR_FAILED");

    CommandLineRun run = har(har);

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).startsWith("checkSession breaking no answer");
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

    assertThat(report(DriftReport.OVERLAY)).contains("hint:", "code: '4777'");
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

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(report(DriftReport.JSON)).contains("nested too deeply");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("calls"), text);
  }

  private CommandLineRun har(Har har) throws IOException {
    return drift("--har", Files.writeString(folder.resolve("calls.har"), har.text()).toString());
  }

  private CommandLineRun drift(String... args) {
    return CommandLineRun.drift(folder.resolve("report"), args);
  }

  private String report(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }
}
