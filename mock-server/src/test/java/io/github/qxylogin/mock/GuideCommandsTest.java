package io.github.qxylogin.mock;

import static io.github.qxylogin.mock.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.MULTILINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.condition.OS.LINUX;
import static org.junit.jupiter.api.condition.OS.MAC;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.github.qxylogin.mock.journal.RecordedCall;
import io.github.qxylogin.mock.testing.Http;
import io.github.qxylogin.mock.testing.Sending;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs what the guides and READMEs show of the mock, one command after the other, as a reader
 * would. Those for Windows are quoted so that {@code sh} reads the same.
 */
@EnabledOnOs({LINUX, MAC})
class GuideCommandsTest {
  private static final Pattern BLOCK =
      Pattern.compile("^ *```(?:sh|bat|powershell)\n(.*?)^ *```$", DOTALL | MULTILINE);
  private static final String NAMES = "(?:curl|call|Invoke-RestMethod)";
  private static final Pattern COMMAND =
      Pattern.compile("^" + NAMES + " .*?(?=\n" + NAMES + " |\\z)", DOTALL | MULTILINE);
  private static final Pattern JAVA_SCRIPT = Pattern.compile("```js\n(.*?)```", DOTALL);
  private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", DOTALL);
  private static final Pattern OUTCOME = Pattern.compile("^\\| `(\\{.*})` \\|", MULTILINE);
  private static final Pattern IN_A_SENTENCE = Pattern.compile("`(curl http:[^`…]*)`");

  /** A value that the reader copies from an earlier response, by the field before it. */
  private static final Pattern GAP = Pattern.compile("(\\w+)(\"?[:=] ?\"?)…");

  private static final String SHELL =
      """
      set -e
      curl() { command curl -sS --fail-with-body "$@"; echo; }
      call() { curl -H 'Content-Type: application/json' "ADDRESS/v2/public/$1" -d "$2"; }
      invoke() { curl -X "$(echo "$2" | tr a-z A-Z)" -H "Content-Type: $4" "$6" -d "$8"; }
      """;

  private static final Set<String> REJECTING =
      Set.of("path", "method", "authentication", "parameters");

  @ParameterizedTest
  @CsvSource({
    "GUIDE.md, 8",
    "GUIDE.zh-CN.md, 8",
    "../README.md, 1",
    "../README.zh-CN.md, 1",
    "../openapi/MIGRATION.md, 1",
    "../openapi/MIGRATION.zh-CN.md, 1",
    "../contract-tests/release/archive/mock-server.md, 1"
  })
  void page_everyCommand_succeeds(String page, int blocksThatCall) throws Exception {
    List<String> blocks = blocks(page);
    assertThat(blocks).hasSize(blocksThatCall);

    for (String block : blocks) {
      try (LoginMock mock = LoginMock.start()) {
        runAll(mock, block);
        assertThat(mock.calls()).as(block).noneMatch(GuideCommandsTest::isRejected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_applicationThatLogsIn_isCalledWithTheBodyShown(String guide) throws Exception {
    String shown = inner(JSON, Files.readString(Path.of(guide)), 1).get(0);
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer application =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext(
        "/sms",
        call -> {
          received.add(new String(call.getRequestBody().readAllBytes(), UTF_8));
          call.sendResponseHeaders(200, -1);
        });
    application.start();

    try (LoginMock mock = LoginMock.start()) {
      String callback = "http://127.0.0.1:" + application.getAddress().getPort() + "/sms";
      String output =
          output(
              "env",
              "MOCK_URL=" + mock.url(),
              "CALLBACK_URL=" + callback,
              "examples/automatic-login.sh");

      assertThat(output).contains("\"data\":true").doesNotContain("\"success\":false");
      await(() -> mock.calls().size() == 13); // the callback is recorded after its response
      assertThat(mock.calls()).hasSize(13).noneMatch(GuideCommandsTest::isRejected);
      assertThat(stable(received.poll(10, SECONDS))).isEqualTo(stable(shown));
    } finally {
      application.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_everyBodyOfAnOutcome_isAccepted(String guide) throws Exception {
    List<String> bodies = inner(OUTCOME, Files.readString(Path.of(guide)), 1);
    assertThat(bodies).hasSize(8);

    try (LoginMock mock = LoginMock.start()) {
      Sending.send(mock, Sending.TAXPAYER);
      Http http = new Http(mock.url());
      for (String body : bodies) {
        String existing = body.replace("17", Long.toString(mock.newestCall()));
        assertThat(http.call("PUT", "/__mock/outcomes/" + Sending.TAXPAYER, existing).status())
            .as(body)
            .isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_commandInASentence_succeeds(String page) throws Exception {
    List<String> commands = inner(IN_A_SENTENCE, Files.readString(Path.of(page)), 1);
    assertThat(commands).isNotEmpty();

    try (LoginMock mock = LoginMock.start()) {
      for (String command : commands) {
        assertThat(run(mock, command)).as(command).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../README.md", "../README.zh-CN.md"})
  void readme_withoutTheTaxpayer_isRejectedInTheWordsShown(String readme) throws Exception {
    String text = Files.readString(Path.of(readme));
    String command = inner(COMMAND, blocks(readme).get(0), 0).get(0);

    try (LoginMock mock = LoginMock.start()) {
      String error = run(mock, command.replaceFirst("\"nsrsbh\":\"\\w+\",", ""));

      assertThat(inner(Pattern.compile("\"message\":\"(.*?)\""), error, 1))
          .singleElement()
          .satisfies(message -> assertThat(text).contains("`" + message + "`"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_javaScript_keepsEveryDigitOfATask(String guide) throws Exception {
    try (LoginMock mock = LoginMock.start()) {
      String response = Sending.send(mock, Sending.TAXPAYER).text();

      assertThat(taskIdIn(response, guide)).isEqualTo(mock.sms().get(0).taskId());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_javaScript_findsNoTaskInAResponseWithoutOne(String guide) throws Exception {
    try (LoginMock mock = LoginMock.start()) {
      Sending.send(mock, Sending.TAXPAYER);
      String tooFrequent = Sending.send(mock, Sending.TAXPAYER).text();

      assertThat(taskIdIn(tooFrequent, guide)).isEqualTo("undefined");
    }
  }

  /**
   * Runs what a guide shows of a task's id; needs a Node.js, whose {@code Response} is a browser's.
   */
  private static String taskIdIn(String response, String guide) throws Exception {
    assumeThat(System.getenv("PATH").split(File.pathSeparator))
        .as("a node on the PATH")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    String shown = inner(JAVA_SCRIPT, Files.readString(Path.of(guide)), 1).get(0);
    return output(
            "node",
            "--input-type=module",
            "--eval",
            "const response = new Response('" + response + "');" + shown + "console.log(taskId);")
        .stripTrailing();
  }

  /** Returns the blocks that call the mock. */
  private static List<String> blocks(String page) throws IOException {
    return inner(BLOCK, Files.readString(Path.of(page)), 1).stream()
        .map(block -> block.stripTrailing().stripIndent())
        .filter(block -> COMMAND.matcher(block).find())
        .toList();
  }

  private static String block(String page, String part) throws IOException {
    return blocks(page).stream().filter(block -> block.contains(part)).findFirst().orElseThrow();
  }

  /** A wrong request also gets HTTP status 200, so that curl succeeds. */
  private static boolean isRejected(RecordedCall call) {
    return REJECTING.contains(call.decision().rule());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_notice_isFoundAfterItsCallback(String guide) throws Exception {
    List<String> commands = inner(COMMAND, block(guide, "receiveNotices"), 0);
    String message = inner(Pattern.compile("\"message\": \"(.*?)\""), commands.get(0), 1).get(0);

    try (LoginMock mock = LoginMock.start()) {
      assertThat(run(mock, commands.get(1))).contains("\"data\":null");
      run(mock, commands.get(0));

      assertThat(run(mock, commands.get(1))).contains(message);
    }
  }

  /** Returns a callback without what differs in each. */
  private static JsonNode stable(String callback) throws IOException {
    ObjectNode body = (ObjectNode) new ObjectMapper().readTree(callback);
    return body.without(List.of("callId", "receiveTime", "pushTime"));
  }

  private static void runAll(LoginMock mock, String block) throws Exception {
    StringBuilder responses = new StringBuilder();
    for (String command : inner(COMMAND, block, 0)) {
      String response = run(mock, filled(command, responses.toString()));
      if (!command.contains("/__mock/cases")) { // It lists data of failures too.
        assertThat(response).as(command).doesNotContain("\"success\":false");
      }
      responses.append(response);
    }
    assertThat(responses).as(block).isNotEmpty();
  }

  private static List<String> inner(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().map(found -> found.group(group)).toList();
  }

  private static String filled(String command, String responses) {
    return GAP.matcher(command)
        .replaceAll(gap -> gap.group(1) + gap.group(2) + last(gap, responses));
  }

  /** An id has a digit, unlike the kinds of ids in the list of SMS. */
  private static String last(MatchResult gap, String responses) {
    return inner(Pattern.compile('"' + gap.group(1) + "\"\\s*:\\s*\"?(\\w*\\d\\w*)"), responses, 1)
        .stream()
        .reduce((earlier, later) -> later)
        .orElseThrow(
            () -> new AssertionError("no response had " + gap.group(1) + ": " + responses));
  }

  private static String run(LoginMock mock, String command)
      throws IOException, InterruptedException {
    String script =
        SHELL.replace("ADDRESS", mock.url())
            + command
                .replace("http://127.0.0.1:8089", mock.url())
                .replace("Invoke-RestMethod", "invoke");
    return output("sh", "-c", script);
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
    running.getOutputStream().close();
    String output = new String(running.getInputStream().readAllBytes(), UTF_8);

    assertThat(running.waitFor()).as(String.join(" ", command) + output).isZero();
    return output;
  }
}
