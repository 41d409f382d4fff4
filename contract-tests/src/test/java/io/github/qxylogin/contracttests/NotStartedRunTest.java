package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.SmallContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that cannot even start says why, and leaves no report. */
class NotStartedRunTest {
  @TempDir private Path folder;

  @Test
  void run_noCredentials_saysWhyAndWritesNoReport() {
    CommandLineRun run = run(Map.of(), "http://127.0.0.1:1");

    assertThat(run.err())
        .contains("--target needs credentials: set QXY_APP_KEY and QXY_APP_SECRET");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void run_inAWorkflow_isAnErrorThere() {
    Map<String, String> environment = new HashMap<>(CREDENTIALS);
    environment.put("GITHUB_ACTIONS", "true");

    CommandLineRun run = run(environment, "http://127.0.0.1:1");

    assertThat(run.out())
        .startsWith(
            "::error title=contract tests::could not run: http://127.0.0.1:1 sent no response");
  }

  @Test
  void run_mistypedVariableInAWorkflow_isAnErrorThereInItsLanguage() {
    Map<String, String> environment = Map.of("GITHUB_ACTIONS", "true", "QXY_APP_KEI", "x");

    CommandLineRun run = CommandLineRun.of(SmallContract.LOGIN, environment, "--lang", "zh");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).startsWith("::error title=contract tests::无法执行：").contains("QXY_APP_KEI");
  }

  @Test
  void run_addressHoldsAPassword_saysWhyWithoutIt() {
    CommandLineRun run = run(CREDENTIALS, "http://u:c4n4ry@127.0.0.1:1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out() + run.err()).doesNotContain("c4n4ry");
  }

  @Test
  void run_reportsOfAnEarlierRun_areDeleted() throws IOException {
    Files.writeString(folder.resolve("contract-tests.json"), "{\"of\": \"an earlier run\"}");
    Files.writeString(folder.resolve("drift-overlay.yaml"), "of an earlier run");
    Path other = Files.writeString(folder.resolve("notes.txt"), "of somebody");

    run(Map.of(), "http://127.0.0.1:1");

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(other);
    }
  }

  private CommandLineRun run(Map<String, String> environment, String target) {
    return CommandLineRun.of(
        SmallContract.LOGIN, environment, "--target", target, "--report", folder.toString());
  }

  @Test
  void run_endlessMessage_isCut() {
    String response =
        "{\"code\":\"1001\",\"success\":false,\"reqId\":\"1\",\"message\":\""
            + "x".repeat(300_000)
            + "\"}";

    try (FakeServer server = FakeServer.returning(r -> CannedResponse.json(response))) {
      CommandLineRun run = CommandLineRun.of(CREDENTIALS, "--target", server.url());

      assertThat(run.err()).contains("are QXY_APP_KEY and QXY_APP_SECRET right?");
      assertThat(run.err().length()).isLessThan(600);
    }
  }

  @Test
  void run_targetSpeaksNoHttp_saysSo() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread greeting = new Thread(() -> greet(server));
      greeting.setDaemon(true);
      greeting.start();
      String url = "http://127.0.0.1:" + server.getLocalPort();

      CommandLineRun run = CommandLineRun.of(CREDENTIALS, "--target", url);

      assertThat(run.err())
          .isEqualTo(
              "Cannot run the contract tests: "
                  + url
                  + " sent no response: the server speaks no HTTP: is the port right, or is it https:// instead of http://?\n");
    }
  }

  private static void greet(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        byte[] greeting = "220 mail.test\r\n".repeat(1_000).getBytes(US_ASCII);
        caller.getInputStream().read(new byte[4096]);
        caller.getOutputStream().write(greeting);
      } catch (IOException gone) {
        // The caller has heard enough, or nobody calls any more.
      }
    }
  }
}
