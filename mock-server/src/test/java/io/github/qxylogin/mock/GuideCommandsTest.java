package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.MULTILINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;
import static org.junit.jupiter.api.condition.OS.MAC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the shell blocks of the guides, one command after the other, as a reader would. */
@EnabledOnOs({LINUX, MAC})
class GuideCommandsTest {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("^(?:curl|call) .*?(?=\n(?:curl|call) |\\z)", DOTALL | MULTILINE);

  /** What a reader copies from an earlier answer: the value of the member before it. */
  private static final Pattern GAP = Pattern.compile("(\\w+)(\"?[:=] ?\"?)…");

  private static final String SHELL =
      """
      set -e
      curl() { command curl -sS --fail-with-body "$@"; echo; }
      call() { curl -H 'Content-Type: application/json' "ADDRESS/v2/public/$1" -d "$2"; }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_everyCommand_succeeds(String guide) throws Exception {
    List<String> blocks = inner(BLOCK, Files.readString(Path.of(guide)), 1);
    assertThat(blocks).hasSizeGreaterThan(4);

    for (String block : blocks) {
      try (LoginMock mock = mockFor(block)) {
        StringBuilder answers = new StringBuilder();
        for (String command : inner(COMMAND, block, 0)) {
          String answer = run(mock, filled(command, answers.toString()));
          assertThat(answer).as(command).doesNotContain("\"success\":false");
          answers.append(answer);
        }
        assertThat(answers).as(block).isNotEmpty();
      }
    }
  }

  /** Only one that checks signatures makes them. */
  private static LoginMock mockFor(String block) {
    LoginMockBuilder mock = LoginMock.builder();
    return block.contains("/__mock/signatures")
        ? mock.credentials("key", "secret").start()
        : mock.start();
  }

  private static List<String> inner(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().map(found -> found.group(group)).toList();
  }

  private static String filled(String command, String answers) {
    return GAP.matcher(command).replaceAll(gap -> gap.group(1) + gap.group(2) + last(gap, answers));
  }

  private static String last(MatchResult gap, String answers) {
    return inner(Pattern.compile('"' + gap.group(1) + "\"\\s*:\\s*\"?(\\w+)"), answers, 1).stream()
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new AssertionError("no answer had " + gap.group(1) + ": " + answers));
  }

  private static String run(LoginMock mock, String command)
      throws IOException, InterruptedException {
    String script =
        SHELL.replace("ADDRESS", mock.url()) + command.replace("http://127.0.0.1:8089", mock.url());
    Process shell = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    shell.getOutputStream().close();
    String output = new String(shell.getInputStream().readAllBytes(), UTF_8);

    assertThat(shell.waitFor()).as(script + output).isZero();
    return output;
  }
}
