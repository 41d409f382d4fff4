package io.github.qxylogin.contracttests.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;
import static org.junit.jupiter.api.condition.OS.MAC;

import io.github.qxylogin.mock.LoginMock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the call and the Java program of the READMEs against a mock server and compares their output
 * with the block below them. {@link CommandsTest} does so for the contract tests.
 */
@EnabledOnOs({LINUX, MAC})
class QuickStartsTest {
  private static final String ADDRESS = "http://127.0.0.1:8089";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void call_ofAReadme_returnsTheResponseShown(String readme) throws Exception {
    Page page = Page.of(readme);
    String call = only(page, "sh", "curl ");

    assertThat(run(call, "sh", "-c")).matches(shown(only(page, "json", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void program_ofAReadme_printsTheShownOutput(String readme) throws Exception {
    Page page = Page.of(readme);
    Path program = folder.resolve("Login.java");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try (LoginMock mock = LoginMock.start()) {
      Files.writeString(program, only(page, "java", "").replace(ADDRESS, mock.url()));

      assertThat(output(java, "-cp", System.getProperty("java.class.path"), program.toString()))
          .isEqualTo(only(page, "text", "account "));
    }
  }

  static String only(Page page, String language, String part) {
    return page.blocks(language).stream()
        .filter(block -> block.contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError(page + " has no block with " + part));
  }

  /** An ellipsis matches any text. */
  private static String shown(String block) {
    return Arrays.stream(block.split("…")).map(Pattern::quote).collect(joining(".*"));
  }

  private static String run(String call, String... shell) throws Exception {
    try (LoginMock mock = LoginMock.start()) {
      return output(shell[0], shell[1], call.replace(ADDRESS, mock.url()));
    }
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process running =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(running.getInputStream().readAllBytes(), UTF_8);

    assertThat(running.waitFor()).as(String.join(" ", command) + output).isZero();
    return output.strip();
  }
}
