package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.drift.DriftOverlay;
import io.github.qxylogin.contracttests.report.Reports;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.Har;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.mock.LoginMock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {
  private static final Contract CONTRACT = Contract.load();

  @TempDir private Path folder;

  @Test
  void run_harAsDocumented_exits0WithAnEmptyOverlay() throws IOException {
    CommandLineRun run = har(new Har().call("checkSession", "valid", response -> {}));

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("a recording, 1 asked, 1 passed, 0.0 s\n");
    assertThat(report(DriftOverlay.FILE)).isEmpty();
  }

  @Test
  void run_harWithAMember_exits1WhereDriftFails() throws IOException {
    Har har = new Har().call("checkSession", "valid", response -> response.put("hint", "abc"));
    Path file = Files.writeString(folder.resolve("calls.har"), har.text());

    assertThat(drift("--har", file.toString()).exitCode()).isZero();
    assertThat(drift("--har", file.toString(), "--fail-on-drift").exitCode()).isEqualTo(1);
  }

  @Test
  void run_harAsDocumented_exits0WhereDriftFails() throws IOException {
    Har har = new Har().call("checkSession", "valid", response -> {});
    Path file = Files.writeString(folder.resolve("calls.har"), har.text());

    assertThat(drift("--har", file.toString(), "--fail-on-drift").exitCode()).isZero();
  }

  @Test
  void run_harOfABrowser_findsTheCallAmongOthers() throws IOException {
    Har har =
        new Har()
            .call("checkSession", "valid", response -> {})
            .preflight("checkSession")
            .get("https://api.qixiangyun.com/v2/public/nothing/91510000MA000001")
            .get("https://cdn.example.com/a.js?x={y|z}");

    CommandLineRun run = har(har);

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("Calls of no operation: ")
        .contains("GET api.qixiangyun.com/v2/public/nothing/██ × 1")
        .contains("GET cdn.example.com/██ × 1");
  }

  @Test
  void run_harThroughAGateway_isReadAndNamesThePrefix() throws IOException {
    Har har = new Har().call("checkSession", "valid", response -> response.put("hint", "abc"));
    String path = CONTRACT.operation("checkSession").path();
    har.last()
        .withObject("/request")
        .put("url", "https://gateway.example.com/api/91510000MA000001" + path);

    CommandLineRun run = har(har);

    assertThat(run.out())
        .contains("~ checkSession, /hint: a member that the contract does not declare\n")
        .contains("1 calls found by the end of the path, behind /api/██\n");
  }

  @Test
  void run_harThatBeginsWithAnotherMember_isRead() throws IOException {
    String har = new Har().call("checkSession", "valid", response -> {}).text();
    Path file =
        Files.writeString(
            folder.resolve("calls.har"), har.replaceFirst("\\{", "{\"comment\": {\"a\": [1]},"));

    assertThat(drift("--har", file.toString()).out()).contains("1 asked, 1 passed");
  }

  @Test
  void run_mockOverTls_isReadWhereItsCertificateIsTrusted() throws Exception {
    try (LoginMock mock = LoginMock.builder().httpsPort(0).start()) {
      String base64 = Base64.getMimeEncoder().encodeToString(mock.certificate().getEncoded());
      String text = "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
      Path pem = Files.writeString(folder.resolve("mock.pem"), text);
      new Caller(mock.url())
          .send("POST", CONTRACT.operation("checkSession").path(), Map.of(), new byte[0]);

      CommandLineRun run = drift("--har", mock.httpsUrl(), "--ca", pem.toString());

      assertThat(run.out()).contains("1 asked, 1 passed");
    }
  }

  @Test
  void run_mockOverTls_isRejectedWithoutItsCertificate() {
    try (LoginMock mock = LoginMock.builder().httpsPort(0).start()) {
      CommandLineRun run = drift("--har", mock.httpsUrl());

      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
      assertThat(run.err())
          .endsWith(
              " sent no response: its certificate is signed by nobody who is trusted here: name that CA,"
                  + " or a mock server's own certificate, with --ca FILE\n");
    }
  }

  @Test
  void run_harInBase64_isReadAsText() throws IOException {
    CommandLineRun run =
        har(new Har().encoded("checkSession", "valid", text -> text.getBytes(UTF_8)));

    assertThat(run.out()).contains("1 asked, 1 passed").doesNotContain("by the head alone");
  }

  @Test
  void run_harPackedAndInBase64_isReadAsText() throws IOException {
    CommandLineRun run =
        har(new Har().encoded("checkSession", "valid", text -> packed(text.getBytes(UTF_8))));

    assertThat(run.out()).contains("1 asked, 1 passed").doesNotContain("by the head alone");
  }

  @Test
  void run_harWithBodiesThatCannotBeDecoded_judgesTheHeadsAlone() throws IOException {
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
        .contains("3 asked, 3 passed")
        .contains("3 calls judged by the head alone");
  }

  @Test
  void run_harWithAStatusThatIsNone_leavesTheCallOut() throws IOException {
    Har har = new Har().call("checkSession", "valid", response -> {});
    har.call("checkSession", "valid", response -> {})
        .last()
        .withObject("/response")
        .put("status", "two");
    har.call("checkSession", "valid", response -> {})
        .last()
        .withObject("/response")
        .put("status", -5);

    CommandLineRun run = har(har);

    assertThat(run.out()).contains("1 asked, 1 passed").contains("2 calls left out");
  }

  @Test
  void run_harWithoutTheBody_judgesTheHeadAlone() throws IOException {
    CommandLineRun run = har(new Har().withoutBody("checkSession"));

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out()).contains("1 asked, 1 passed");
  }

  @Test
  void run_harOfChrome_isReadAsItExportsIt() throws IOException {
    CommandLineRun run = drift("--har", chrome().toString());

    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("~ checkSession, /hint: a member that the contract does not declare\n")
        .contains("1 asked, 1 drifted")
        .contains("1 calls left out");
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

      assertThat(drift("--har", file.toString()).out()).contains("1 asked, 1 passed");
    }
  }

  @Test
  void run_harWithAnotherType_exits1AndReportsItLikeARun() throws IOException {
    CommandLineRun run =
        har(new Har().call("checkSession", "valid", response -> response.put("data", "yes")));

    JsonNode report = JsonText.parse(report(Reports.JSON).getBytes(UTF_8));
    JsonNode call = report.at("/checks/0/calls/0");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).startsWith("✗ checkSession/recorded/1\n");
    assertThat(report.at("/target/kind").asText()).isEqualTo("recording");
    assertThat(call.path("at").asText()).isEqualTo("2026-11-25T08:00:00Z");
    assertThat(call.at("/findings/0/difference").asText()).isEqualTo("schema");
    assertThat(call.at("/response/data").asText()).isEqualTo("██ string");
    assertThat(report(DriftOverlay.FILE)).isEmpty();
    assertThat(report("contract-tests.html")).contains("checkSession/recorded/1");
    assertThat(report("TEST-contract-tests.xml")).contains("failures=\"1\"");
  }

  @Test
  void run_operationWithOneSystemError_isAlwaysRejected() throws IOException {
    Har har =
        new Har()
            .call(
                "checkSession",
                "missing-gryhm",
                response -> response.put("code", "505001").put("success", false));

    assertThat(har(har).out()).contains("the platform rejected every call");
  }

  @Test
  void run_ownCallsOfARunAgainstAMock_areGreen() throws IOException {
    try (LoginMock mock = LoginMock.builder().start()) {
      CommandLineRun.of(
          CommandLineRun.CREDENTIALS,
          "--target",
          mock.url(),
          "--allow-side-effects",
          "--only",
          "sendSmsCode,uploadSmsCode,checkSession,findAccounts");

      CommandLineRun recorded = drift("--har", mock.url());

      assertThat(recorded.exitCode()).as(recorded.toString()).isZero();
      assertThat(recorded.out()).doesNotContain("a request", "callers send");
      assertThat(report(DriftOverlay.FILE)).isEmpty();
    }
  }

  @Test
  void run_harOfAnyAddress_showsNoQueryAndSendsNoControlToken() throws IOException {
    String har = new Har().call("checkSession", "valid", response -> {}).text();
    try (FakeServer store = FakeServer.returning(request -> CannedResponse.json(har))) {
      CommandLineRun run =
          CommandLineRun.of(
              CONTRACT,
              Map.of("QXY_CONTROL_TOKEN", "control-token-123456"),
              "drift",
              "--har",
              store.url() + "/calls.har?signature=s3cret",
              "--report",
              folder.toString());

      assertThat(store.requests())
          .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
      assertThat(folder.resolve("contract-tests.json")).content().doesNotContain("s3cret");
      assertThat(run.out() + run.err()).contains("/calls.har").doesNotContain("s3cret");
    }
  }

  @Test
  void run_faultsOfTheMock_areLeftOut() throws IOException {
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

      CommandLineRun run = drift("--har", mock.url());

      assertThat(run.exitCode()).as(run.toString()).isZero();
      assertThat(run.out()).contains("1 asked, 1 passed").contains("2 calls left out: faults");
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
