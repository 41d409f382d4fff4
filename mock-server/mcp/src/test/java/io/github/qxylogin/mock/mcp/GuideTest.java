package io.github.qxylogin.mock.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.qxylogin.mock.LoginMock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts the server as the guides write it into an editor. */
class GuideTest {
  private static final Pattern CONFIGURATION =
      Pattern.compile("(\\{\"mcpServers\".*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("`claude mcp add (\\S+) -- ([^`]+)`");

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_configuration_starts(String guide) throws Exception {
    JsonNode configuration = configuration(Files.readString(Path.of("..", guide)));
    List<String> arguments = new ArrayList<>();
    configuration.path("args").forEach(argument -> arguments.add(argument.asText()));

    try (LoginMock mock = LoginMock.start()) {
      arguments.replaceAll(it -> it.startsWith("http") ? mock.url() : it);
      try (Assistant assistant = Assistant.start(arguments.toArray(String[]::new))) {
        assertThat(assistant.text("scenes", "{}")).contains("first-code-wrong");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GUIDE.md", "GUIDE.zh-CN.md"})
  void guide_command_isThatOfTheConfiguration(String guide) throws Exception {
    String text = Files.readString(Path.of("..", guide));
    StringBuilder line = new StringBuilder(configuration(text).path("command").asText());
    configuration(text)
        .path("args")
        .forEach(argument -> line.append(' ').append(argument.asText()));
    Matcher command = COMMAND.matcher(text);

    assertThat(command.find()).isTrue();
    assertThat(command.group(2)).isEqualTo(line.toString());
  }

  private static JsonNode configuration(String text) throws Exception {
    Matcher configuration = CONFIGURATION.matcher(text);
    assertThat(configuration.find()).isTrue();
    return new ObjectMapper().readTree(configuration.group(1)).at("/mcpServers/qixiangyun-mock");
  }
}
