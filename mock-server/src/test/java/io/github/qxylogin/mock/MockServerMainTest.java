package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MockServerMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void run_help_namesEveryOptionAndExits0() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("企享云")
        .contains(
            "--host",
            "--port",
            "--cors-origin",
            "--https-port",
            "--certificate",
            "--private-key",
            "--keystore",
            "--keystore-password",
            "--certificate-out",
            "--auth",
            "--app-key",
            "--app-secret",
            "--sms-code",
            "--control-token",
            "--control-host",
            "--journal",
            "--admin",
            "--help",
            "--version")
        .contains("Where it listens:", "TLS:", "How it answers:", "Who controls it:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1|There is no option '--prot' (--help lists the options)",
        "--port x|Invalid value for option '--port': 'x' is not an int",
        "--port 65536|--port takes 0 to 65535, not 65536",
        "--auth maybe|Invalid value for option '--auth'",
        "--port 0 --auth on --app-key k|--app-key and --app-secret go together",
        "--port 0 --journal -1|--journal takes 0 to 100000, not -1",
        "--port 0 --sms-code=|--sms-code is empty",
        "--port 0 --host nosuch.invalid|--host: there is no address nosuch.invalid",
        "--port 0 --port 1|option '--port' (PORT) should be specified only once",
        "surplus|There is an argument that belongs to no option (--help lists the options)",
        "--https-port -1|--https-port takes 0 to 65535, not -1",
        "--certificate x --private-key y|a certificate is for TLS: give --https-port too",
        "--https-port 0 --certificate x|--certificate and --private-key go together",
        "--https-port 0 --private-key x|--certificate and --private-key go together",
        "--https-port 0 --certificate x --private-key y|the certificate x does not exist",
        "--https-port 0 --certificate x --private-key y --keystore z|--keystore holds certificate",
        "--https-port 0 --keystore x|--keystore needs --keystore-password, or the variable",
        "--https-port 0 --keystore x --keystore-password y|the key store x does not exist",
        "--cors-origin localhost:3000|localhost:3000 is no origin",
        "--cors-origin none --cors-origin *|--cors-origin none goes with no other",
        "--control-host http://mock|http://mock is no host name",
        "--control-host cafe:8089 --https-port 0|cafe:8089 is no host name",
        "--control-host 1:2:3|1:2:3 is no host name",
      })
  void run_wrongOption_saysSoAndExits2(String options, String problem) {
    assertThat(run(options.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith(problem).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--app-secrt=TOPSECRET",
        "--app-secrt TOPSECRET",
        "TOPSECRET",
        "-TOPSECRET",
        "--control-tokn=--TOPSECRET"
      })
  void run_secretOfNoOption_isNotPrinted(String options) {
    assertThat(run(options.split(" "))).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("TOPSECRET").hasLineCount(1);
  }

  @Test
  void run_portTaken_saysSoAndExits1() {
    try (LoginMock first = LoginMock.start()) {
      String port = first.url().substring(first.url().lastIndexOf(':') + 1);

      assertThat(run("--port", port)).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("cannot listen on 127.0.0.1:" + port + ": ")
          .endsWith("Choose another port, or 0 for a free one." + System.lineSeparator())
          .hasLineCount(1);
    }
  }

  @Test
  void main_started_saysWhereFirstAndAnswersThere() throws IOException {
    Process process = start("--port", "0", "--sms-code", "123456");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String first = lines.readLine();

      assertThat(first).matches("listening on http://127\\.0\\.0\\.1:\\d+");
      Http http = new Http(first.substring("listening on ".length()));
      Operation send = Contract.load().operation("sendSmsCode");
      http.post(send.path(), send.documentedCase("sms-sent").request().orElseThrow());
      assertThat(http.get("/__mock/sms").json().findValuesAsText("smsCode"))
          .containsExactly("123456");
    } finally {
      process.destroy();
    }
  }

  @Test
  void main_toldToEnd_endsAtOnceAndExits0() throws Exception {
    Process process = start("--port", "0");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.readLine();

      process.destroy();

      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    }
  }

  @Test
  void main_toldToEndTwice_doesNotWaitForRunningRequests() throws Exception {
    Process process = start("--port", "0");
    int port = portIn(process.inputReader(StandardCharsets.UTF_8).readLine());
    try (EndlessSender sender = new EndlessSender(port)) {
      sender.start();
      process.destroy();
      RawConnection.awaitRefusal(port);

      process.destroy();

      // The exit code tells whether it waited: 0 is what a stop with all its time ends with.
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void main_httpsPort_saysWhereInTheSecondLine(@TempDir Path directory) throws Exception {
    Path written = directory.resolve("mock.pem");
    Process process =
        start("--port", "0", "--https-port", "0", "--certificate-out", written.toString());
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(lines.readLine()).matches("listening on http://127\\.0\\.0\\.1:\\d+");
      String second = lines.readLine();
      assertThat(second).matches("listening on https://127\\.0\\.0\\.1:\\d+");

      HttpRequest health =
          HttpRequest.newBuilder(
                  URI.create(second.substring("listening on ".length()) + "/__mock/health"))
              .build();
      assertThat(
              TlsTest.client(certificate(written))
                  .send(health, HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
    } finally {
      process.destroy();
    }
  }

  @Test
  void main_keyStorePasswordInTheEnvironment_opensIt(@TempDir Path directory) throws Exception {
    Path store = directory.resolve("mock.p12");
    try (OutputStream file = Files.newOutputStream(store)) {
      SelfSigned.of(List.of("localhost"))
          .keyStore("from the environment")
          .store(file, "from the environment".toCharArray());
    }
    ProcessBuilder command = command("--port", "0", "--https-port", "0", "--keystore");
    command.command().add(store.toString());
    command.environment().put("QXY_KEYSTORE_PASSWORD", "from the environment");

    Process process = command.start();

    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.readLine();
      assertThat(lines.readLine()).startsWith("listening on https://");
    } finally {
      process.destroy();
    }
  }

  @Test
  void main_controlTokenReadFromAFileIntoTheEnvironment_isWhatItSays() throws Exception {
    ProcessBuilder command = command("--port", "0");
    command.environment().put("QXY_CONTROL_TOKEN", "abc \n");

    Process process = command.start();

    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      Http http = new Http(lines.readLine().substring("listening on ".length()));
      assertThat(http.get("/__mock/sms").status()).isEqualTo(401);
      assertThat(http.get("/__mock/sms", "Authorization", "Bearer abc").status()).isEqualTo(200);
    } finally {
      process.destroy();
    }
  }

  @Test
  void run_certificateCannotBeWritten_saysSoAndExits1(@TempDir Path directory) {
    assertThat(run("--port", "0", "--https-port", "0", "--certificate-out", directory.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("cannot write the certificate: ").hasLineCount(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void main_authOn_refusesUnsignedCalls() throws IOException {
    Process process = start("--port", "0", "--auth", "on");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      Http http = new Http(lines.readLine().substring("listening on ".length()));

      assertThat(http.post(Contract.load().operation("checkSession").path(), "{}").code())
          .isEqualTo("40100");
    } finally {
      process.destroy();
    }
  }

  private int run(String... args) {
    return MockServerMain.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private static int portIn(String line) {
    return URI.create(line.substring("listening on ".length())).getPort();
  }

  private static X509Certificate certificate(Path pem) throws Exception {
    try (InputStream file = Files.newInputStream(pem)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }
  }

  private static Process start(String... args) throws IOException {
    return command(args).start();
  }

  private static ProcessBuilder command(String... args) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MockServerMain.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
  }
}
