package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.drift.report.DriftReport;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.testing.Har;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.mock.LoginMock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {
  private static final Contract CONTRACT = Contract.load();

  @TempDir private Path folder;

  @Test
  void run_harAsDocumented_exits0WithAnEmptyOverlay() throws IOException {
    CommandLineRun run = har(new Har().call("checkSession", "valid", answer -> {}));

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).startsWith("1 call of 1 operation: 0 breaking, 0 drift.\n");
    assertThat(report(DriftReport.OVERLAY)).isEmpty();
  }

  @Test
  void run_harWithAnotherType_exits1AndTellsIt() throws IOException {
    CommandLineRun run =
        har(new Har().call("checkSession", "valid", answer -> answer.put("data", "yes")));

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out())
        .startsWith(
            "checkSession breaking /data: a value that the schema forbids: of another type or form:"
                + " string found, [boolean, null] expected (1 of 1)\n");
    assertThat(report(DriftReport.OVERLAY)).isEmpty();
    assertThat(report(DriftReport.PAGE))
        .contains(
            """
            ## By hand

            - checkSession /data: a value that the schema forbids: of another type or form
              in `openapi/components/schemas/CheckSessionResponse.yaml` at `/allOf/1/properties/data`

              ```yaml
              type: [boolean, 'null', string]
              ```
            """);
  }

  @Test
  void run_harWithAMember_exits1WhereDriftFails() throws IOException {
    Har har = new Har().call("checkSession", "valid", answer -> answer.put("hint", "abc"));
    Path file = Files.writeString(folder.resolve("calls.har"), har.text());

    assertThat(drift("--har", file.toString()).exitCode()).isZero();
    assertThat(drift("--har", file.toString(), "--fail-on-drift").exitCode()).isEqualTo(1);
  }

  @Test
  void run_harAsDocumented_exits0WhereDriftFails() throws IOException {
    Har har = new Har().call("checkSession", "valid", answer -> {});
    Path file = Files.writeString(folder.resolve("calls.har"), har.text());

    assertThat(drift("--har", file.toString(), "--fail-on-drift").exitCode()).isZero();
  }

  @Test
  void run_harWithAMember_writesJsonWithItsEvidence() throws IOException {
    har(new Har().call("checkSession", "valid", answer -> answer.put("hint", "abc")));

    JsonNode finding =
        JsonText.parse(report(DriftReport.JSON).getBytes(UTF_8)).at("/operations/0/findings/0");

    assertThat(finding.toPrettyString())
        .isEqualToNormalizingNewlines(
            """
            {
              "kind" : "extra-member",
              "breaking" : false,
              "place" : "/hint",
              "detail" : "",
              "count" : 1,
              "of" : 1,
              "types" : {
                "string" : 1
              },
              "firstSeen" : "2026-11-25T08:00:00.000Z",
              "requestId" : "d8e97e6e88514e329f28386d2d07f6f0",
              "evidence" : {
                "code" : "2000",
                "data" : true,
                "success" : true,
                "message" : "",
                "reqId" : "██ string",
                "hint" : "██ string"
              }
            }\
            """);
  }

  @Test
  void run_harOfABrowser_findsTheCallAmongOthers() throws IOException {
    Har har =
        new Har()
            .call("checkSession", "valid", answer -> {})
            .preflight("checkSession")
            .get("https://api.qixiangyun.com/v2/public/nothing/91510000MA000001")
            .get("https://cdn.example.com/a.js?x={y|z}");

    CommandLineRun run = har(har);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("Besides 1 call of no operation, 1 of other hosts.");
    assertThat(report(DriftReport.PAGE))
        .contains("- `GET /v2/public/nothing/██`: 1")
        .contains("- `cdn.example.com`: 1");
  }

  @Test
  void run_harThroughAGateway_isReadAndTellsThePrefix() throws IOException {
    Har har = new Har().call("checkSession", "valid", answer -> answer.put("hint", "abc"));
    String path = CONTRACT.operation("checkSession").path();
    har.last()
        .withObject("/request")
        .put("url", "https://gateway.example.com/api/91510000MA000001" + path);

    CommandLineRun run = har(har);

    assertThat(run.out())
        .startsWith("checkSession /hint: a member that the contract does not know")
        .contains("1 call found by the end of the path, behind /api/██\n");
  }

  @Test
  void run_harOfAnEntryALine_isRead() throws IOException {
    Har har =
        new Har()
            .call("checkSession", "valid", answer -> {})
            .call("checkSession", "valid", answer -> answer.put("hint", "abc"));
    StringBuilder lines = new StringBuilder();
    JsonText.parse(har.text().getBytes(UTF_8))
        .at("/log/entries")
        .forEach(entry -> lines.append(entry).append('\n'));
    Path file = Files.writeString(folder.resolve("calls.ndjson"), lines);

    assertThat(drift("--har", file.toString()).out())
        .contains("/hint: a member that the contract does not know, string (1 of 2)")
        .contains("2 calls of 1 operation");
  }

  @Test
  void run_harThatBeginsWithAnotherMember_isRead() throws IOException {
    String har = new Har().call("checkSession", "valid", answer -> {}).text();
    Path file =
        Files.writeString(
            folder.resolve("calls.har"), har.replaceFirst("\\{", "{\"comment\": {\"a\": [1]},"));

    assertThat(drift("--har", file.toString()).out()).startsWith("1 call of 1 operation");
  }

  @Test
  void run_journalOverTls_isReadWhereItsCertificateIsTrusted() throws Exception {
    try (LoginMock mock = LoginMock.builder().httpsPort(0).start()) {
      String base64 = Base64.getMimeEncoder().encodeToString(mock.certificate().getEncoded());
      String text = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
      Path pem = Files.writeString(folder.resolve("mock.pem"), text);
      new Caller(mock.url())
          .send("POST", CONTRACT.operation("checkSession").path(), Map.of(), new byte[0]);

      CommandLineRun run = drift("--journal", mock.httpsUrl(), "--ca", pem.toString());

      assertThat(run.out()).contains("1 call of 1 operation");
    }
  }

  @Test
  void run_journalOverTls_isRefusedWithoutItsCertificate() {
    try (LoginMock mock = LoginMock.builder().httpsPort(0).start()) {
      CommandLineRun run = drift("--journal", mock.httpsUrl());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
      assertThat(run.err())
          .endsWith(
              " gave no journal: its certificate is signed by nobody who is trusted here: name that"
                  + " CA, or a mock server's own certificate, with --ca FILE\n");
    }
  }

  @Test
  void run_harInBase64_isReadAsText() throws IOException {
    har(new Har().encoded("checkSession", "valid", text -> text.getBytes(UTF_8)));

    assertThat(report(DriftReport.JSON)).contains("\"casesSeen\" : [ \"valid\" ]");
  }

  @Test
  void run_harPackedAndInBase64_isReadAsText() throws IOException {
    har(new Har().encoded("checkSession", "valid", text -> packed(text.getBytes(UTF_8))));

    assertThat(report(DriftReport.JSON)).contains("\"casesSeen\" : [ \"valid\" ]");
  }

  @Test
  void run_harWithBodiesThatCannotBeDecoded_tellsOfTheHeadsAlone() throws IOException {
    byte[] packed = packed("{}".getBytes(UTF_8));
    Har har =
        new Har()
            .encoded("checkSession", "valid", text -> Arrays.copyOf(packed, packed.length - 9))
            .encoded("checkSession", "valid", text -> packed(new byte[(1 << 24) + 1]))
            .withoutBody("checkSession");
    har.last().withObject("/response/content").put("text", "%%%").put("encoding", "base64");

    CommandLineRun run = har(har);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .startsWith("3 calls of 1 operation: 0 breaking, 0 drift.")
        .contains("3 answers judged by the head alone");
  }

  @Test
  void run_harWithAStatusThatIsNone_leavesTheCallOut() throws IOException {
    Har har = new Har().call("checkSession", "valid", answer -> {});
    har.call("checkSession", "valid", answer -> {})
        .last()
        .withObject("/response")
        .put("status", "two");
    har.call("checkSession", "valid", answer -> {})
        .last()
        .withObject("/response")
        .put("status", -5);

    CommandLineRun run = har(har);

    assertThat(run.out())
        .startsWith("1 call of 1 operation: 0 breaking, 0 drift.")
        .contains("2 calls left out");
  }

  @Test
  void run_harWithoutTheBody_tellsOfTheHeadAlone() throws IOException {
    CommandLineRun run = har(new Har().withoutBody("checkSession"));

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(report(DriftReport.JSON)).contains("\"answers\" : 0");
  }

  @Test
  void run_journalOfAMock_isReadByUrlAndFromAFile() throws IOException {
    try (LoginMock mock = LoginMock.builder().start()) {
      Caller caller = new Caller(mock.url());
      caller.send(
          "POST",
          CONTRACT.operation("checkSession").path(),
          Map.of(),
          "{\"accountId\": \"x\", \"unknown\": 1}".getBytes(UTF_8));
      Path file = folder.resolve("journal.json");
      Files.writeString(file, caller.get("/__mock/requests", Map.of()).body().toString());

      CommandLineRun byUrl = drift("--journal", mock.url());
      CommandLineRun fromFile = drift("--journal", file.toString());

      assertThat(byUrl.exitCode()).as(byUrl.toString()).isZero();
      assertThat(byUrl.out())
          .startsWith("checkSession /unknown: a member that callers send and no schema knows");
      assertThat(fromFile.out()).isEqualTo(byUrl.out());
    }
  }

  @Test
  void run_journalAsACallALine_isReadLikeAList() throws IOException {
    try (LoginMock mock = LoginMock.builder().start()) {
      Caller caller = new Caller(mock.url());
      String path = CONTRACT.operation("checkSession").path();
      caller.send("POST", path, Map.of(), "{\"accountId\": \"x\", \"unknown\": 1}".getBytes(UTF_8));
      caller.send("POST", path, Map.of(), "{\"accountId\": \"x\", \"other\": 1}".getBytes(UTF_8));
      JsonNode journal = caller.get("/__mock/requests", Map.of()).body();
      StringBuilder lines = new StringBuilder();
      journal.forEach(entry -> lines.append(entry).append('\n'));
      Path list = Files.writeString(folder.resolve("journal.json"), journal.toString());
      Path calls = Files.writeString(folder.resolve("journal.ndjson"), lines);

      CommandLineRun ofLines = drift("--journal", calls.toString());

      assertThat(ofLines.out())
          .contains("2 calls of 1 operation")
          .isEqualTo(drift("--journal", list.toString()).out());
    }
  }

  @Test
  void run_faultsThatTheMockWasToldToMake_areNoDrift() throws IOException {
    try (LoginMock mock = LoginMock.builder().start()) {
      Caller caller = new Caller(mock.url());
      String path = CONTRACT.operation("checkSession").path();
      caller.send("POST", path, Map.of("Prefer", "example=nothing"), "{}".getBytes(UTF_8));
      caller.send("POST", path, Map.of(), "{}".getBytes(UTF_8));
      caller.send(
          "PUT",
          "/__mock/faults/x",
          Map.of("Content-Type", "application/json"),
          "{\"operation\": \"checkSession\", \"fault\": \"bad-gateway\"}".getBytes(UTF_8));
      caller.send("POST", path, Map.of(), "{}".getBytes(UTF_8));
      Path har = folder.resolve("mock.har");
      Files.writeString(har, caller.get("/__mock/requests?format=har", Map.of()).body().toString());

      for (CommandLineRun run :
          List.of(drift("--journal", mock.url()), drift("--har", har.toString()))) {
        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(run.out())
            .startsWith("1 call of 1 operation: 0 breaking, 0 drift.")
            .contains("2 calls left out: faults that the mock server was told to make");
      }
    }
  }

  @Test
  void run_harOfChrome_isReadAsItExportsIt() throws IOException {
    CommandLineRun run = drift("--har", chrome().toString());

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .startsWith(
            "checkSession /hint: a member that the contract does not know, string (1 of 1)\n")
        .contains("1 call of 1 operation: 0 breaking, 1 drift.")
        .contains("1 call left out");
  }

  private static Path chrome() {
    return Path.of("src/test/resources/drift/chrome.har");
  }

  @Test
  void run_harOfAMock_isRead() throws IOException {
    try (LoginMock mock = LoginMock.builder().start()) {
      Caller caller = new Caller(mock.url());
      caller.send(
          "POST", CONTRACT.operation("checkSession").path(), Map.of(), "{}".getBytes(UTF_8));
      Path file = folder.resolve("mock.har");
      Files.writeString(
          file, caller.get("/__mock/requests?format=har", Map.of()).body().toString());

      assertThat(drift("--har", file.toString()).out())
          .startsWith("1 call of 1 operation: 0 breaking, 0 drift.");
    }
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

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return packed.toByteArray();
  }
}
