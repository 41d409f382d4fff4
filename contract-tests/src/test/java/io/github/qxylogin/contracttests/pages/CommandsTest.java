package io.github.qxylogin.contracttests.pages;

import static io.github.qxylogin.contracttests.CommandLineRun.CREDENTIALS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.regex.Pattern.MULTILINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;
import static org.junit.jupiter.api.condition.OS.MAC;

import io.github.qxylogin.contract.Contract;
import io.github.qxylogin.contracttests.ContractTestsMain;
import io.github.qxylogin.mock.LoginMock;
import io.github.qxylogin.mock.testing.Slow;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the shell blocks that show the contract tests, in an empty folder, as a reader would:
 * against a mock server in place of the real platform. Maven and {@code ./run} are stood in for;
 * {@link MavenCommandsTest} checks the options of Maven.
 */
@EnabledOnOs({LINUX, MAC})
@Order(1)
class CommandsTest {
  private static final String GUIDE = "contract-tests/GUIDE.md";
  private static final String CHINESE_GUIDE = "contract-tests/GUIDE.zh-CN.md";
  private static final int IN_EACH_BUILD = 2;
  private static final String JAR = "qixiangyun-login-contract-tests.jar";
  private static final Pattern REPORTS =
      Pattern.compile("^- ((?:`[\\w.-]+\\.\\w+`(?:, |、)?)+)[:：]", MULTILINE);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @TempDir private Path folder;

  static List<String> firstBlocks() {
    return blocks().subList(0, IN_EACH_BUILD);
  }

  static List<String> otherBlocks() {
    List<String> all = blocks();
    return all.subList(IN_EACH_BUILD, all.size());
  }

  /** Returns each block that shows a command of theirs which none before it has shown. */
  private static List<String> blocks() {
    Set<String> seen = new HashSet<>();
    return Stream.of(
            "README.md", "README.zh-CN.md", "contract-tests/README.md", GUIDE, CHINESE_GUIDE)
        .flatMap(page -> Page.of(page).blocks("sh").stream())
        .filter(block -> seen.addAll(commands(block)))
        .toList();
  }

  private static List<String> commands(String block) {
    return block.replace("\\\n", "").lines().filter(line -> line.contains(JAR)).toList();
  }

  static List<Page> pages() {
    return Page.all();
  }

  @BeforeEach
  void makeAFolder() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("openapi"));
    Files.write(
        folder.resolve("qxy.properties"),
        CREDENTIALS.entrySet().stream().map(Object::toString).toList());
    script("mvnw", "exit 0");
    script("run", "exit 0");
    script(
        "bin/java",
        """
        [ "$1 $2" = "-jar contract-tests/target/%s" ] || exit 97
        shift 2
        case $1 in
          drift) ;;
          *) set -- "$@" $ONLY ;;
        esac
        exec "$JAVA" -XX:TieredStopAtLevel=1 -cp "$CLASSES" %s "$@"
        """
            .formatted(JAR, ContractTestsMain.class.getName()));
  }

  private void script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("firstBlocks")
  void firstBlock_everyCommand_succeedsAndReportsAsTheGuideSays(String block) throws Exception {
    assertSucceedsAndReports(block);
  }

  @Slow
  @ParameterizedTest
  @MethodSource("otherBlocks")
  void otherBlock_everyCommand_succeedsAndReportsAsTheGuideSays(String block) throws Exception {
    assertSucceedsAndReports(block);
  }

  /** Runs the checks of one operation: all take too long for every build. */
  private void assertSucceedsAndReports(String block) throws Exception {
    run(block, "--only checkSession");

    assertThat(reports()).containsExactlyInAnyOrderElementsOf(named(GUIDE));
  }

  /** zsh, the shell of macOS, supports them only in files. */
  @ParameterizedTest
  @MethodSource("pages")
  void block_behindACommand_hasNoComment(Page page) {
    assertThat(page.blocks("sh").stream().flatMap(String::lines))
        .noneMatch(line -> line.matches(".*\\s#\\s.*"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void block_ofAnyPage_isReadBySh(Page page) throws IOException, InterruptedException {
    for (String block : page.blocks("sh")) {
      Process shell = new ProcessBuilder("sh", "-n", "-c", block).inheritIO().start();

      assertThat(shell.waitFor()).as(block).isZero();
    }
  }

  @Slow
  @Test
  void readme_allChecks_printWhatItShows() throws Exception {
    Page readme = Page.of("README.md");
    String output = run(blocks().get(0), "");

    assertThat(first(", (\\d+) asked, ", output))
        .isGreaterThan(first("more than (\\d+) checks", readme.text()));
    assertThat(withoutFigures(output))
        .endsWith(withoutFigures(QuickStartsTest.only(readme, "text", " passed")));
  }

  private static int first(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .map(found -> Integer.parseInt(found.group(1)))
        .orElseThrow(() -> new AssertionError(pattern + " is not in " + text));
  }

  /** Another run has another port, another time and another folder. */
  private static String withoutFigures(String output) {
    return output.strip().replaceAll("\\d+", "N").replaceAll("file:\\S+/report/", "report/");
  }

  @Test
  void guides_nameTheSameReports() {
    assertThat(named(CHINESE_GUIDE)).hasSizeGreaterThan(3).isEqualTo(named(GUIDE));
  }

  private static List<String> named(String guide) {
    return REPORTS
        .matcher(Page.of(guide).text())
        .results()
        .flatMap(line -> CODE.matcher(line.group(1)).results())
        .map(file -> file.group(1))
        .toList();
  }

  private List<String> reports() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("report"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private String run(String block, String only) throws Exception {
    try (LoginMock mock = mock()) {
      record(mock);
      String script =
          ("set -e\n" + block)
              .replace("https://api.qixiangyun.com", mock.url())
              .replace("http://127.0.0.1:8089", mock.url());
      ProcessBuilder shell =
          new ProcessBuilder("sh", "-c", script)
              .directory(folder.toFile())
              .redirectErrorStream(true);
      shell.environment().keySet().removeIf(name -> name.startsWith("QXY_"));
      shell
          .environment()
          .putAll(
              Map.of(
                  "HOME", folder.toString(),
                  "PATH", folder.resolve("bin") + ":" + System.getenv("PATH"),
                  "JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "CLASSES", System.getProperty("java.class.path"),
                  "ONLY", only));
      Process running = shell.start();
      running.getOutputStream().close();
      String output = new String(running.getInputStream().readAllBytes(), UTF_8);

      assertThat(running.waitFor()).as(script + output).isZero();
      return output;
    }
  }

  private static LoginMock mock() {
    return LoginMock.builder()
        .credentials(CREDENTIALS.get("QXY_APP_KEY"), CREDENTIALS.get("QXY_APP_SECRET"))
        .start();
  }

  /** Leaves the recording of a call, as a browser would. */
  private void record(LoginMock mock) throws IOException, InterruptedException {
    HttpClient browser = HttpClient.newHttpClient();
    String path = Contract.load().operation("checkSession").path();
    HttpRequest call =
        HttpRequest.newBuilder(URI.create(mock.url() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    browser.send(call, BodyHandlers.discarding());
    HttpRequest recording =
        HttpRequest.newBuilder(URI.create(mock.url() + "/__mock/requests?format=har")).build();
    browser.send(recording, BodyHandlers.ofFile(folder.resolve("calls.har")));
  }
}
