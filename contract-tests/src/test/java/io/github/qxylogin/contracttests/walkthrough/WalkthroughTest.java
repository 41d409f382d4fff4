package io.github.qxylogin.contracttests.walkthrough;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.targets.Caller;
import io.github.qxylogin.contracttests.testing.ChangedContract;
import io.github.qxylogin.mock.LoginMock;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WalkthroughTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return run(Contract.load(), args);
  }

  private int run(Contract contract, String... args) {
    return new Walkthrough(
            contract, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(args);
  }

  @Test
  void run_once_goesThroughEveryStep() {
    assertThat(run("--once")).isZero();

    assertThat(out.toString(UTF_8).lines())
        .hasSize(6)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("listening on http://127.0.0.1:"),
            line -> assertThat(line).startsWith("  fetchToken     code 2000 ").contains("token"),
            line -> assertThat(line).startsWith("  sendSmsCode    code 2000 ").contains("SMS"),
            line -> assertThat(line).startsWith("  uploadSmsCode  code 2000 ").contains("account"),
            line -> assertThat(line).startsWith("  checkSession   code 2000 ").endsWith("holds"),
            line -> assertThat(line).isEqualTo("✓ logged in"));
  }

  @Test
  void run_once_showsNoSecret() {
    run("--once");

    Contract contract = Contract.load();
    assertThat(out.toString(UTF_8))
        .doesNotContain(
            contract.operation("sendSmsCode").firstSuccess().request().path("gryhm").asText(),
            contract.securityHeaders().sample().appSecret(),
            "DZSWJ_TGC",
            "eyJ",
            "002100");
  }

  @Test
  void run_mockRejectsTheLogin_endsWith1() {
    Contract contract = Contract.load();
    Contract mutation =
        new ChangedContract(contract)
            .about(
                "sendSmsCode",
                "sms-sent",
                response -> response.put("code", "8001").put("message", "短信发送频繁").put("data", ""))
            .contract();

    try (LoginMock mock = LoginMock.builder().contract(mutation).start()) {
      PrintStream printer = new PrintStream(out, true, UTF_8);

      assertThat(new WalkthroughLogin(contract, mock, printer).run()).isFalse();
      assertThat(out.toString(UTF_8)).contains("✗ sendSmsCode").contains("8001");
    }
  }

  @Test
  void run_sessionDoesNotHold_endsWith1() {
    Contract contract = Contract.load();
    Contract mutation =
        new ChangedContract(contract)
            .about("checkSession", "valid", response -> response.put("data", false))
            .contract();

    assertThat(run(mutation, "--once")).isEqualTo(1);

    assertThat(out.toString(UTF_8)).contains("✗ logged in, but without a session");
  }

  @Test
  void run_portTaken_saysSoInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("--once", "--port", Integer.toString(taken.getLocalPort()))).isEqualTo(1);

      assertThat(err.toString(UTF_8))
          .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .hasLineCount(1);
    }
  }

  @Test
  void run_withoutOnce_keepsServing() throws Exception {
    PipedInputStream in = new PipedInputStream();
    PrintStream printer = new PrintStream(new PipedOutputStream(in), true, UTF_8);
    Thread walkthrough =
        new Thread(() -> new Walkthrough(Contract.load(), printer, printer).run("--port", "0"));
    walkthrough.start();

    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      String url = lines.readLine().replace("listening on ", "");
      String line = lines.readLine();
      while (!line.contains("until Ctrl-C")) {
        line = lines.readLine();
      }

      assertThat(new Caller(url).get("/__mock/health", Map.of()).status()).isEqualTo(200);
    } finally {
      walkthrough.interrupt();
      walkthrough.join();
    }
  }

  @Test
  void run_unknownOption_isBadUsage() {
    assertThat(run("--onec")).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .isEqualTo("run: Unknown option: '--onec' (--help shows the usage)\n");
  }

  @Test
  void run_help_saysWhenThePortIsAFreeOne() {
    assertThat(run("--help")).isZero();

    assertThat(out.toString(UTF_8).replaceAll("\\s+", " "))
        .contains("Default: 8089, with --once a free one.")
        .contains("Exit code 0: every step held; 1: one did not; 2: the usage is wrong.");
  }
}
