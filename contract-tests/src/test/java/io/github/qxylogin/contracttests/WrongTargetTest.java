package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An error of a target is one line with advice. */
class WrongTargetTest {
  private static final String CANNOT = "Cannot run the contract tests: ";

  @TempDir private Path folder;

  private static CommandLineRun run(String url, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = "--target";
    args[1] = url;
    System.arraycopy(more, 0, args, 2, more.length);
    return CommandLineRun.of(CREDENTIALS, args);
  }

  private static void assertOneLine(CommandLineRun run, String line) {
    assertThat(run.err()).isEqualTo(CANNOT + line + "\n");
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
  }

  @Test
  void run_nobodyListens_asksForThePort() {
    assertOneLine(
        run("http://127.0.0.1:1"),
        "http://127.0.0.1:1 sent no response: connection refused:"
            + " is the server running, and is the port right?");
  }

  @Test
  void run_unknownHost_asksForTheSpelling() {
    assertOneLine(
        run("http://no-such-host.invalid"),
        "http://no-such-host.invalid sent no response: unknown host: is its name right?");
  }

  @Test
  void run_selfSignedCertificate_namesTheOptionForIt() {
    try (LoginMock mock = LoginMock.builder().httpsPort(0).start()) {
      assertOneLine(
          run(mock.httpsUrl()),
          mock.httpsUrl()
              + " sent no response: its certificate is signed by nobody who is trusted here: name that"
              + " CA, or a mock server's own certificate, with --ca FILE");
    }
  }

  @Test
  void run_certificateGiven_isTrusted() throws Exception {
    Contract small = SmallContract.LOGIN;

    try (LoginMock mock = LoginMock.builder().contract(small).httpsPort(0).start()) {
      Path pem = pemOf(mock);

      CommandLineRun run =
          CommandLineRun.of(
              small, CREDENTIALS, "--target", mock.httpsUrl(), "--verbose", "--ca", pem.toString());

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).contains("✓ checkSession/case/invalid");
    }
  }

  @Test
  void run_certificateOfAnotherServerGiven_isNotTrusted() throws Exception {
    try (LoginMock mock = LoginMock.builder().httpsPort(0).start();
        LoginMock other = LoginMock.builder().httpsPort(0).start()) {
      Path pem = pemOf(other);

      CommandLineRun run = run(mock.httpsUrl(), "--ca", pem.toString());

      assertThat(run.err()).contains("is signed by nobody who is trusted here").hasLineCount(1);
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    }
  }

  private Path pemOf(LoginMock mock) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(mock.certificate().getEncoded());
    return Files.writeString(
        folder.resolve("mock.pem"),
        "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
  }

  @Test
  void run_caFileIsMissing_saysSo() {
    Path missing = folder.resolve("none.pem");

    assertOneLine(
        run("https://127.0.0.1:1", "--ca", missing.toString()),
        "--ca " + missing + " does not exist");
  }

  @Test
  void run_caFileHoldsNoCertificate_namesTheExpectedForm() throws IOException {
    Path text = Files.writeString(folder.resolve("ca.pem"), "no certificate");

    assertOneLine(
        run("https://127.0.0.1:1", "--ca", text.toString()),
        "--ca " + text + " holds no certificate: wanted PEM, -----BEGIN CERTIFICATE-----");
  }

  @Test
  void run_plainHttpOnATlsPort_saysHttps() {
    try (LoginMock mock = LoginMock.builder().httpsPort(0).start()) {
      String url = mock.httpsUrl().replace("https://", "http://");

      assertThat(run(url).err())
          .startsWith(CANNOT + url + " sent no response: ")
          .endsWith("is it https:// instead of http://?\n")
          .hasLineCount(1);
    }
  }

  @Test
  void run_tlsOnAPlainPort_saysHttp() {
    try (LoginMock mock = LoginMock.start()) {
      String url = mock.url().replace("http://", "https://");

      assertOneLine(
          run(url),
          url + " sent no response: it speaks no TLS there: is it http:// instead of https://?");
    }
  }

  @Test
  void run_redirect_isNotFollowed() {
    try (FakeServer other = FakeServer.returning(request -> CannedResponse.json("{}"));
        FakeServer server = FakeServer.redirecting(other.url() + "/a")) {
      assertOneLine(
          run(server.url()),
          server.url()
              + " responded to fetchToken with HTTP 302, a redirect, which is not followed:"
              + " give --target the address that it leads to");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void run_mockOfAnotherContract_namesBoth() {
    String contract = "{\"info\":{\"version\":\"9.9\"},\"paths\":{\"/a\":{}}}";

    try (FakeServer mock =
        FakeServer.returning(request -> CannedResponse.json(contract).ofAMock())) {
      CommandLineRun run = run(mock.url());

      assertThat(run.err())
          .startsWith(
              CANNOT + mock.url() + " is a mock server of another contract: version 9.9, SHA-256 ")
          .endsWith("; take both from the same version, with the same --module and --overlay\n")
          .hasLineCount(1);
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
    }
  }

  @Test
  void run_strictMock_isNotChecked() {
    try (LoginMock mock = LoginMock.builder().strict(true).start()) {
      CommandLineRun run = run(mock.url());

      assertThat(run.err())
          .isEqualTo(
              CANNOT
                  + mock.url()
                  + " is a mock server with --strict, which rejects requests that the checks send"
                  + " on purpose; start it without\n");
      assertThat(run.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void run_reportFolderIsAFile_sendsNothing() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json("{}"))) {
      assertOneLine(
          run(server.url(), "--report", file.toString()),
          "the reports cannot be written to " + file);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void run_optionTwice_saysSo() {
    assertThat(run("http://127.0.0.1:1", "--target", "http://127.0.0.1:2").err())
        .contains("option '--target' (URL) should be specified only once")
        .hasLineCount(1);
  }

  @Test
  void run_flagTwice_saysSo() {
    assertThat(run("http://127.0.0.1:1", "--list", "--list").err())
        .contains("option '--list' should be specified only once")
        .hasLineCount(1);
  }

  @Test
  void run_optionWithoutItsValue_saysSo() {
    CommandLineRun run = CommandLineRun.of(CREDENTIALS, "--target");

    assertThat(run.err()).contains("'--target'").hasLineCount(1);
    assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
  }
}
