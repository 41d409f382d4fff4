package io.github.qxylogin.mock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.qxylogin.contract.document.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what is for test code in JavaScript and Python. */
class ExamplesTest {
  private static final String SCRIPTS = "/io/github/qxylogin/mock/examples/";

  /** The fixture in the comment at the beginning. */
  private static final Pattern FIXTURE =
      Pattern.compile("(?m)(^    import pytest\n(?:    .*\n|\n)*)");

  @TempDir private Path folder;

  private static final LoginMock MOCK = LoginMock.start();

  @AfterAll
  static void stop() {
    MOCK.close();
  }

  @Test
  void mockJs_inNode_drivesTheMock() throws Exception {
    Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
    copy("mock.js", "login.mjs");

    assertThat(run("node", "login.mjs")).contains("the mock did all of it");
  }

  @Test
  void mockPy_inPython_drivesTheMock() throws Exception {
    copy("mock.py", "test_login.py");

    assertThat(run("python3", "test_login.py")).contains("the mock did all of it");
  }

  @Test
  void mockPy_inPytest_isAFixture() throws Exception {
    assumeTrue(installed("python3", "-m", "pytest", "--version"), "pytest is not installed");
    copy("mock.py", "test_login.py");
    String fixture =
        FIXTURE
            .matcher(Files.readString(folder.resolve("mock.py")))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    Files.writeString(folder.resolve("conftest.py"), fixture.stripTrailing().stripIndent());

    assertThat(run("python3", "-m", "pytest", "-p", "no:cacheprovider")).contains("1 passed");
  }

  private void copy(String example, String script) throws IOException {
    Files.copy(Path.of("examples", example), folder.resolve(example));
    Files.write(folder.resolve(script), Resources.bytes(SCRIPTS + script));
  }

  private String run(String... command) throws Exception {
    assumeTrue(installed(command[0], "--version"), command[0] + " is not installed");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectErrorStream(true).environment().put("MOCK_URL", MOCK.url());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static boolean installed(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException | InterruptedException notThere) {
      return false;
    }
  }
}
