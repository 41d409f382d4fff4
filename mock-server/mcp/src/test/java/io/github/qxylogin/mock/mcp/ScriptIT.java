package io.github.qxylogin.mock.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
}
