package io.github.qxylogin.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            "--auth",
            "--app-key",
            "--app-secret",
            "--sms-code",
            "--control-token",
            "--journal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1|Unknown options: '--prot', '1'",
        "--port x|Invalid value for option '--port': 'x' is not an int",
        "--port 65536|--port takes 0 to 65535, not 65536",
        "--auth maybe|Invalid value for option '--auth'",
        "--port 0 --auth on --app-key k|--app-key and --app-secret go together",
        "--port 0 --journal -1|--journal takes 0 to 100000, not -1",
        "--port 0 --sms-code=|--sms-code is empty",
        "--port 0 --host nosuch.invalid|--host: there is no address nosuch.invalid",
      })
  void run_wrongOption_saysSoAndExits2(String options, String problem) {
    assertThat(run(options.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith(problem).doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void run_portTaken_saysSoAndExits1() {
    try (LoginMock first = LoginMock.start()) {
      String port = first.url().substring(first.url().lastIndexOf(':') + 1);

      assertThat(run("--port", port)).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("cannot listen on 127.0.0.1:" + port + ": ")
          .endsWith("Choose another port, or 0 for a free one." + System.lineSeparator())
          .doesNotContain("\tat ");
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
  void main_toldToEnd_endsAtOnce() throws Exception {
    Process process = start("--port", "0");
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.readLine();

      process.destroy();

      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
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

  private static Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MockServerMain.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
