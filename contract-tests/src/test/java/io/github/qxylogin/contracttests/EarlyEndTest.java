package io.github.qxylogin.contracttests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contract.Operation;
import io.github.qxylogin.contracttests.check.SigningFault;
import io.github.qxylogin.contracttests.check.TestUsers.TestUser;
import io.github.qxylogin.contracttests.check.TestUsers.Values;
import io.github.qxylogin.contracttests.targets.FakeTarget;
import io.github.qxylogin.contracttests.targets.NoResponseException;
import io.github.qxylogin.contracttests.targets.Target;
import io.github.qxylogin.contracttests.testing.FakeServer;
import io.github.qxylogin.contracttests.testing.FakeServer.CannedResponse;
import io.github.qxylogin.contracttests.testing.FakeServer.Request;
import io.github.qxylogin.contracttests.testing.SmallContract;
import io.github.qxylogin.contracttests.text.CouldNotRunException;
import io.github.qxylogin.contracttests.text.Language;
import io.github.qxylogin.contracttests.text.Masking;
import io.github.qxylogin.contracttests.wire.JsonText;
import io.github.qxylogin.mock.testing.Slow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** However a run ends, it reports what was done. */
class EarlyEndTest {
  private static final Contract CONTRACT = SmallContract.LOGIN;
  private static final int RESPONSES = 6;
  private static final int LONGER_THAN_ANY_RUN_SECONDS = 180;
  private static final String TOKEN =
      "{\"code\":\"2000\",\"success\":true,\"reqId\":\"1\",\"message\":\"成功\","
          + "\"data\":{\"access_token\":\"c4n4ry-token\",\"expires_in\":1}}";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("QXY_APP_KEY", "test-key", "QXY_APP_SECRET", "c4n4ry-app-secret");

  @TempDir private Path folder;
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void run_targetDiesMidway_reportsWhatWasDone() throws IOException {
    try (FakeServer server = FakeServer.returning(this::dying)) {
      CommandLineRun run =
          CommandLineRun.of(
              CONTRACT, ENVIRONMENT, "--target", server.url(), "--report", folder.toString());

      assertThat(run.out()).contains("Ended early: ", " sent no response to 3 calls in a row");
      assertThat(report().path("checks")).isNotEmpty();
      assertThat(report().toString()).contains(" sent no response to 3 calls in a row");
    }
  }

  private CannedResponse dying(Request request) {
    if (calls.incrementAndGet() > RESPONSES) {
      throw new IllegalStateException("the server hangs up");
    }
    return CannedResponse.json(TOKEN);
  }

  @Test
  void against_callForTheSuiteItselfUnanswered_saysSo() throws IOException {
    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json(TOKEN))) {
      Target target = FakeTarget.mock(server.url(), EarlyEndTest::unanswered);

      assertThatThrownBy(() -> run("*/case/*").against(target))
          .isInstanceOf(CouldNotRunException.class)
          .hasMessage("http://127.0.0.1:1/__mock/sms sent no response: Read timed out");

      assertThat(out.toString(UTF_8))
          .contains("Ended early: http://127.0.0.1:1/__mock/sms sent no response");
      assertThat(folder).isEmptyDirectory();
    }
  }

  private static Values unanswered(TestUser user) {
    return (operation, documented) -> {
      throw new NoResponseException(
          "http://127.0.0.1:1/__mock/sms", new IOException("Read timed out"));
    };
  }

  @Test
  void against_crash_reportsWhatWasDone() throws IOException {
    try (FakeServer server = FakeServer.returning(request -> CannedResponse.json(TOKEN))) {
      Target target = FakeTarget.with(FakeTarget.mock(server.url()), this::crashing);

      assertThatThrownBy(() -> run().against(target)).isInstanceOf(StackOverflowError.class);

      assertThat(report().path("checks")).isNotEmpty();
      assertThat(report().toString()).contains("the run crashed");
      assertThat(written() + out.toString(UTF_8)).doesNotContain("c4n4ry");
    }
  }

  private Map<String, String> crashing(Operation operation, byte[] body, SigningFault fault) {
    if (calls.incrementAndGet() > RESPONSES) {
      throw new StackOverflowError("c4n4ry");
    }
    return Map.of();
  }

  private Run run(String... checks) {
    RunEnvironment environment =
        new RunEnvironment(
            Map.of(),
            new PrintStream(out, true, UTF_8),
            new PrintStream(out, true, UTF_8),
            false,
            Optional.empty(),
            Language.EN,
            Clock.systemUTC(),
            pause -> {});
    RunOptions options = new RunOptions();
    options.output.report = Optional.of(folder);
    options.checks = Set.of(checks);
    return new Run(CONTRACT, new Masking(CONTRACT), options, environment);
  }

  @Slow
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void main_interrupted_reportsTheChecksSoFar() throws IOException, InterruptedException {
    FakeServer server = FakeServer.returning(this::fallingAsleep);
    Process run = start(server.url());
    try {
      assertThat(reached.await(LONGER_THAN_ANY_RUN_SECONDS, TimeUnit.SECONDS)).isTrue();

      run.destroy();

      assertThat(run.waitFor(LONGER_THAN_ANY_RUN_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isEqualTo(143);
      assertThat(report().path("checks"))
          .filteredOn(check -> !check.path("verdict").asText().equals("skipped"))
          .hasSize(RESPONSES - 3);
      assertThat(report().toString()).contains("interrupted");
      assertThat(written() + Files.readString(folder.resolve("err")))
          .contains("The contract tests were interrupted")
          .doesNotContain("c4n4ry", "\tat ");
    } finally {
      run.destroyForcibly();
      ended.countDown();
      server.close();
    }
  }

  /** Three of the calls get a token and probe two modules. */
  private CannedResponse fallingAsleep(Request request) {
    if (calls.incrementAndGet() > RESPONSES) {
      reached.countDown();
      try {
        ended.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
    return CannedResponse.json(TOKEN);
  }

  private Process start(String url) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ContractTestsMain.class.getName(),
                "--target",
                url,
                "--report",
                folder.toString()));
    builder.environment().putAll(ENVIRONMENT);
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private JsonNode report() throws IOException {
    return JsonText.parse(Files.readAllBytes(folder.resolve("contract-tests.json")));
  }

  /** Returns all that was written into the folder. */
  private String written() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
