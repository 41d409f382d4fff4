package io.github.qxylogin.contracttests;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever somebody ends a run, nothing is blamed on the target, and no call is forgotten. */
class InterruptedRunTest {
  private static final String TOKEN =
      "{\"code\":\"2000\",\"success\":true,\"reqId\":\"1\",\"message\":\"成功\","
          + "\"data\":{\"access_token\":\"of-this-test\",\"expires_in\":1}}";

  @TempDir private Path folder;
  private final Thread running = Thread.currentThread();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  private CommandLineRun interruptedAt(int call) {
    try (FakeServer server = FakeServer.returning(request -> response(request, call))) {
      CommandLineRun run =
          CommandLineRun.of(
              SmallContract.LOGIN,
              CREDENTIALS,
              "--target",
              server.url(),
              "--report",
              folder.toString());
      ended.countDown();
      return run;
    }
  }

  private CannedResponse response(Request request, int last) {
    if (calls.incrementAndGet() == last) {
      running.interrupt();
      try {
        ended.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    return request.path().startsWith("/__mock")
        ? CannedResponse.of(404, "text/html", "<html>no such page</html>")
        : CannedResponse.json(TOKEN);
  }

  private JsonNode report() throws IOException {
    return JsonText.parse(Files.readAllBytes(folder.resolve("contract-tests.json")));
  }

  private String line() {
    return "The contract tests were interrupted; the reports in "
        + folder
        + " contain the checks so far\n";
  }

  @Test
  void run_interruptedInACheck_reportsItWithItsCall() throws IOException {
    CommandLineRun run = interruptedAt(4);

    assertThat(run.err()).isEqualTo(line());
    assertThat(report().path("checks"))
        .filteredOn(c -> c.toString().contains("the run was interrupted in the middle of it"))
        .singleElement()
        .satisfies(check -> assertThat(check.path("calls")).hasSize(1));
  }

  @Test
  void run_interruptedBeforeTheFirstCheck_leavesNoReport() {
    CommandLineRun run = interruptedAt(1);

    assertThat(run.err()).isEqualTo("The contract tests were interrupted\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void run_interruptedBeforeItsOwnMockIsUp_leavesNoReport() {
    running.interrupt();

    CommandLineRun run =
        CommandLineRun.of(SmallContract.LOGIN, Map.of(), "--report", folder.toString());

    assertThat(run.err()).isEqualTo("The contract tests were interrupted\n");
    assertThat(folder).isEmptyDirectory();
  }
}
