package io.github.qxylogin.mock.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the jars as the script does: the command starts a mock of its own. */
@DisabledOnOs(OS.WINDOWS)
class ScriptIT {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  @Test
  void script_withoutUrl_startsAMockThatEndsWithIt() throws Exception {
    try (Assistant assistant = Assistant.script(Path.of("../bin/mock-server"))) {
      String instructions = assistant.initialized().path("instructions").asText();
      URI mock =
          ADDRESS
              .matcher(instructions)
              .results()
              .map(MatchResult::group)
              .map(URI::create)
              .findFirst()
              .orElseThrow();
      assertThat(assistant.text("scenes", "{}")).contains("first-code-wrong");

      assertThat(assistant.end()).isZero();

      assertThatThrownBy(() -> new Socket(mock.getHost(), mock.getPort()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "qixiangyun-login-mock-server.jar, mock-server",
    "mcp/target/qixiangyun-login-mock-mcp.jar, mock-server/mcp"
  })
  void script_withoutAJar_namesTheModuleToBuild(String missing, String module, @TempDir Path folder)
      throws Exception {
    Path script = Files.createDirectory(folder.resolve("bin")).resolve("mock-server");
    Files.copy(Path.of("../bin/mock-server"), script, COPY_ATTRIBUTES);
    if (module.endsWith("mcp")) {
      Path target = Files.createDirectory(folder.resolve("target"));
      Files.createFile(target.resolve("qixiangyun-login-mock-server.jar"));
    }

    Process process = new ProcessBuilder(script.toString(), "mcp").start();

    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .contains(missing + " is missing.", "./mvnw -DskipTests -pl " + module + " -am package");
    assertThat(process.waitFor()).isEqualTo(2);
  }
}
